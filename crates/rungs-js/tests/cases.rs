//! Every folder in `cases` is a small program; what it prints and throws is compared with what tsx made of it
//! (`record.mjs`), or with `expected.own` where Rungs differs on purpose.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod program;

use std::{fs, path::Path};

#[test]
fn cases_print_what_tsx_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let cases: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let failures: Vec<String> = cases.iter().filter_map(|case| check(case)).collect();
    assert!(cases.len() > 30, "only {} cases were found", cases.len());
    assert!(
        failures.is_empty(),
        "{} of {} cases differ\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
}

fn check(case: &Path) -> Option<String> {
    let main = fs::read_dir(case)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_stem().is_some_and(|stem| stem == "main"))
        .expect("a case has a main file");
    let own = case.join("expected.own");
    let expected = if own.exists() { own } else { case.join("expected") };
    program::check(case, &main, &expected)
}
