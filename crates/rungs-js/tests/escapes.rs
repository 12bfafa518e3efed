//! Ways out of the sandbox, each tried: `escapes/*` are programs that must be refused, with the words of their first
//! line. A program that ends without an error has escaped.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use rungs_js::{Access, Engine, EngineOptions, Error, Output, Permissions};

/// A project with links that lead out of it, and what is outside.
fn project(folder: &Path) -> (PathBuf, PathBuf) {
    let (project, outside) = (folder.join("project"), folder.join("outside"));
    fs::create_dir(&project).unwrap();
    fs::create_dir(&outside).unwrap();
    fs::write(project.join("package.json"), "{}").unwrap();
    fs::write(project.join("addon.node"), "").unwrap();
    for (name, text) in [("secret.txt", "x"), ("secret.json", "{}"), ("module.mjs", "export default 1;")] {
        fs::write(outside.join(name), text).unwrap();
    }
    symlink(&outside, project.join("link")).unwrap();
    symlink(outside.join("made.txt"), project.join("dangling")).unwrap();
    (project, outside)
}

fn sandboxed(project: &Path, outside: &Path) -> EngineOptions {
    let mut options = EngineOptions {
        root: project.to_path_buf(),
        permissions: Permissions {
            read: Access::Below(vec![project.to_path_buf()]),
            ..Permissions::default()
        },
        output: Output(Rc::new(|_, _| ())),
        ..EngineOptions::default()
    };
    options.environment.insert("OUTSIDE".into(), outside.to_string_lossy().into_owned());
    options
}

/// Runs a program in a project of its own; what it threw.
async fn run(program: &Path) -> Result<(), Error> {
    let folder = tempfile::tempdir().unwrap();
    let (project, outside) = project(&fs::canonicalize(folder.path()).unwrap());
    let main = project.join(program.file_name().unwrap());
    fs::copy(program, &main).unwrap();
    let engine = Engine::new(sandboxed(&project, &outside)).await?;
    engine.import(&main).await?;
    engine.drain("main").await?;
    assert!(!outside.join("made.txt").exists(), "{} wrote outside", program.display());
    Ok(())
}

fn said(error: &Error) -> String {
    match error {
        Error::Thrown(error) | Error::UnhandledRejection { error, .. } => error.message.clone(),
        other => other.to_string(),
    }
}

#[tokio::test]
async fn every_way_out_is_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/escapes");
    let mut wrong = Vec::new();
    let mut tried = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let program = entry.unwrap().path();
        let text = fs::read_to_string(&program).unwrap();
        let words =
            text.lines().next().unwrap().strip_prefix("// refused: ").expect("the words of the refusal");
        let outcome = run(&program).await.map_err(|error| said(&error));
        if !outcome.as_ref().is_err_and(|message| message.contains(words.trim())) {
            wrong.push(format!("{}: {outcome:?}", program.file_name().unwrap().display()));
        }
        tried += 1;
    }
    assert!(wrong.is_empty(), "of {tried}:\n{}", wrong.join("\n"));
}

/// What a migration may do: read its project, write to the folder for temporary files.
#[tokio::test]
async fn a_project_may_be_read_and_temporary_files_written() {
    let folder = tempfile::tempdir().unwrap();
    let (project, outside) = project(&fs::canonicalize(folder.path()).unwrap());
    let main = project.join("main.cjs");
    let program = "const [fs, os, path] = [require('fs'), require('os'), require('path')];
        fs.readFileSync(path.join(__dirname, 'package.json'));
        const mine = fs.mkdtempSync(path.join(os.tmpdir(), 'x-'));
        fs.writeFileSync(path.join(mine, 'a.json'), '{\"a\":1}');
        fs.symlinkSync('a.json', path.join(mine, 'b.json'));
        if (require(path.join(mine, 'b.json')).a !== 1) throw new Error('not read');
        fs.rmSync(mine, { recursive: true });";
    fs::write(&main, program).unwrap();
    let engine = Engine::new(sandboxed(&project, &outside)).await.unwrap();
    engine.import(&main).await.unwrap();
}
