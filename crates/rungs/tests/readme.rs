//! The README shows what Rungs says of a pull request: the answer that a page of `tests/cli` holds Rungs to.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use rungs_testing::page::Page;
use rungs_testing::tool::repository;

#[test]
fn the_readme_shows_what_is_printed() {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let pages = Page::read_all(&repository().join("tests/cli")).unwrap();
    let page = pages.iter().find(|page| page.name == "check").unwrap();
    let mut steps = page.cases.iter().flat_map(|case| &case.consoles).flat_map(|console| &console.steps);
    let step = steps.rfind(|step| step.command == "rungs check --all").unwrap();
    let (code, said) = step.answer.split_last().unwrap();
    assert_eq!(code, "[exit 54]");
    assert!(readme.contains(&said.join("\n")), "README.md shows something else than tests/cli/check.md");
}
