//! `--json`: one document on standard output, whatever is asked and whatever the project's JavaScript prints.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// What is asked, and what the message must hold.
const REFUSED: &[(&[&str], &str)] = &[
    (&["migrate:latest", "--nope"], "unknown option '--nope'"),
    (&["migrate:lates"], "unknown command 'migrate:lates'"),
    (&["migrate:make"], "missing required argument 'name'"),
    (&["migrate:to"], "missing required argument 'name'"),
    (&[], "requires a subcommand"),
    (&["migrate:make", "x", "--env"], "a value is required"),
    (&["migrate:make", "x", "--knexfile", "gone.js"], "there is no knexfile at"),
    (&["migrate:make", "x", "--cwd", "gone"], "ENOENT"),
    (&["migrate:list", "--server", "nonsense"], "names no server"),
    (&["migrate:list", "--connection", "nonsense"], "connection string"),
    (&["migrate:currentVersion", "--connection", "postgres://127.0.0.1:1/x"], "127.0.0.1:1"),
];

#[test]
fn refusals_are_documents() -> Result<(), Box<dyn Error>> {
    let folder = folder("refusals")?;
    for (arguments, message) in REFUSED {
        let output = rungs(&folder, arguments)?;
        let document: Value = serde_json::from_slice(&output.stdout).map_err(|error| {
            format!("{arguments:?}: {error}: {}", String::from_utf8_lossy(&output.stdout))
        })?;
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert_eq!(document["ok"], false, "{arguments:?}");
        let told = document["error"]["message"].as_str().unwrap_or_default();
        assert!(told.contains(message), "{arguments:?}: {told}");
    }
    Ok(())
}

#[test]
fn what_javascript_prints_goes_to_stderr() -> Result<(), Box<dyn Error>> {
    let folder = folder("printing")?;
    std::fs::write(
        folder.join("knexfile.js"),
        "console.log('from the knexfile'); process.stdout.write('raw');\n\
         module.exports = { client: 'pg', migrations: { directory: './steps' } };\n",
    )?;
    let output = rungs(&folder, &["migrate:make", "users"])?;
    let document: Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!(document["ok"], true);
    assert!(String::from_utf8_lossy(&output.stderr).contains("from the knexfile"));
    Ok(())
}

fn rungs(folder: &Path, arguments: &[&str]) -> std::io::Result<Output> {
    Command::new(env!("CARGO_BIN_EXE_rungs")).args(arguments).arg("--json").current_dir(folder).output()
}

/// A folder with nothing but an empty one for migrations.
fn folder(name: &str) -> std::io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("json").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(folder.join("migrations"))?;
    Ok(folder)
}
