//! Packages of the npm registry that knexfiles and migrations import: what a typical call gives is compared with
//! what Node gave (`record.mjs`). Needs `npm install` in `packages`, so it runs only when it is asked for.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod program;

use std::{
    fs,
    path::{Path, PathBuf},
};

#[test]
#[ignore = "needs `npm install` in crates/rungs-js/tests/packages"]
fn packages_work_as_in_node() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packages");
    assert!(folder.join("node_modules").exists(), "run `npm install` in {} first", folder.display());
    let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let programs: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "ts")).collect();
    let check = |main: &PathBuf| program::check(&folder, main, &main.with_extension("expected"));
    let failures: Vec<String> = programs.iter().filter_map(check).collect();
    assert!(programs.len() > 10, "only {} programs were found", programs.len());
    assert!(failures.is_empty(), "{} of {} differ\n{}", failures.len(), programs.len(), failures.join("\n"));
}
