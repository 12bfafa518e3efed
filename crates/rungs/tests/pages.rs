//! Plays the pages of `tests/cli` and `tests/projects`: each `##` of a page is a test.
//!
//! Needs a server (`RUNGS_TEST_SERVER`, a URL whose user may create databases). With Node and `tests/oracle` installed
//! each case is played by Knex as well and the two are compared. `RUNGS_REQUIRE_SERVERS=1` and `RUNGS_REQUIRE_KNEX=1`
//! make a failure of what is missing.
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use rungs_testing::compare::Match;
use rungs_testing::database::Server;
use rungs_testing::page::Page;
use rungs_testing::tool::{Tool, is_required, repository};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    match trials() {
        Ok(trials) => libtest_mimic::run(&arguments, trials).exit_code(),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn trials() -> Result<Vec<Trial>, Box<dyn std::error::Error>> {
    let mut trials = Vec::new();
    let server = Server::from_environment();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bin");
    let rungs = Tool::rungs(env!("CARGO_BIN_EXE_rungs").as_ref(), &folder)?;
    let skip = server.is_none() && !is_required("RUNGS_REQUIRE_SERVERS");
    for name in ["cli", "projects"] {
        for page in Page::read_all(&repository().join("tests").join(name))? {
            let page = Arc::new(page);
            for (index, case) in page.cases.iter().enumerate() {
                let title = format!("{name}::{}::{}", page.name, slug(&case.title));
                let (page, rungs, server) = (page.clone(), rungs.clone(), server.clone());
                let trial = Trial::test(title, move || play(&page, index, rungs, server));
                trials.push(trial.with_ignored_flag(skip));
            }
        }
    }
    Ok(trials)
}

fn play(page: &Page, index: usize, rungs: Tool, server: Option<Server>) -> Result<(), Failed> {
    let knex = Tool::knex();
    if knex.is_none() && is_required("RUNGS_REQUIRE_KNEX") {
        return Err("RUNGS_REQUIRE_KNEX is set and there is no Knex in tests/oracle/node_modules".into());
    }
    let server = server.ok_or("no server: set RUNGS_TEST_SERVER to the URL of one")?;
    Match { rungs, knex, server }.play(page, &page.cases[index]).map_err(Failed::from)
}

/// A heading as the name of a test.
fn slug(title: &str) -> String {
    let words = title.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}
