//! Every folder in `cases` is a small program; what it prints and throws is compared with what tsx made of it
//! (`record.mjs`), or with `expected.own` where Rungs differs on purpose.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use std::{
    cell::RefCell,
    fs,
    path::{Path, PathBuf},
    rc::Rc,
};

use rungs_js::{Engine, EngineOptions, Error, Output};

#[test]
fn cases_print_what_tsx_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut names: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let failures: Vec<String> = names.iter().filter_map(|case| check(case)).collect();
    assert!(!names.is_empty());
    assert!(
        failures.is_empty(),
        "{} of {} cases differ\n{}",
        failures.len(),
        names.len(),
        failures.join("\n")
    );
}

/// What differs in a case.
fn check(case: &Path) -> Option<String> {
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    let own = case.join("expected.own");
    let recorded = if own.exists() { own } else { case.join("expected") };
    let expected = fs::read_to_string(&recorded).unwrap_or_default();
    let actual = run(case);
    (actual != expected).then(|| format!("--- {name}\n{}", differences(&actual, &expected)))
}

/// The lines that differ, `-` as expected, `+` as they are.
fn differences(actual: &str, expected: &str) -> String {
    let (actual, expected): (Vec<_>, Vec<_>) = (actual.lines().collect(), expected.lines().collect());
    (0..actual.len().max(expected.len()))
        .filter(|at| actual.get(*at) != expected.get(*at))
        .map(|at| format!("- {}\n+ {}\n", expected.get(at).unwrap_or(&""), actual.get(at).unwrap_or(&"")))
        .collect()
}

/// The case's output, and its error if it ends with one.
fn run(case: &Path) -> String {
    let main = fs::read_dir(case)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_stem().is_some_and(|stem| stem == "main"))
        .expect("a case has a main file");
    let printed = Rc::new(RefCell::new(String::new()));
    let sink = printed.clone();
    let mut options = EngineOptions {
        root: case.to_path_buf(),
        output: Output(Rc::new(move |to_stderr, text| {
            if !to_stderr {
                sink.borrow_mut().push_str(text);
            }
        })),
        ..EngineOptions::default()
    };
    options.environment.insert("TZ".into(), "UTC".into());
    let result =
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
            let engine = Engine::new(options).await?;
            engine.import(&main).await?;
            engine.drain("main").await
        });
    let mut text = printed.borrow().clone();
    if let Err(error) = result {
        text.push_str(&describe(&error, case));
    }
    text
}

fn describe(error: &Error, case: &Path) -> String {
    let Some(js) = error.js() else { return format!("error: {error}\n") };
    let case = format!("{}/", case.display());
    let message = js.to_string().replace(&case, "");
    let site = js.site().map_or("nowhere".to_string(), |frame| {
        format!("{}:{}:{}", frame.file.replace(&case, ""), frame.line, frame.column)
    });
    let hint = js.hint.as_ref().map(|hint| format!("hint: {hint}\n")).unwrap_or_default();
    format!("throws {}\nat {site}\n{hint}", message.lines().next().unwrap_or_default())
}
