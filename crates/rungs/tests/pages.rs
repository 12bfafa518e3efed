//! Plays the pages of `tests/cli` and `tests/projects`: each `##` of a page is a test.
//!
//! They run on the server that `RUNGS_TEST_SERVER` names or on an embedded one; the projects on older servers and on a
//! native one besides. With Node and `tests/oracle` installed each case is played by Knex as well and the two are
//! compared; some pages are played with JavaScript in Node too. `RUNGS_REQUIRE_SERVERS=1` and `RUNGS_REQUIRE_KNEX=1`
//! make a failure of what is missing.
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use rungs_testing::compare::Match;
use rungs_testing::page::Page;
use rungs_testing::server::{default_server, server_of};
use rungs_testing::tool::{Tool, has_node, is_required, repository};

/// The major version on which the pages were recorded.
const RECORDED_ON: u32 = 18;

/// Servers that the projects are played on besides the embedded 18: the oldest major that Rungs supports, one between,
/// and what the machine has installed.
const OTHER_SERVERS: [&str; 3] = ["embedded=12", "embedded=16", "native"];

/// Pages that are played with JavaScript in Node besides: what goes over the pipes.
const IN_NODE: [&str; 9] =
    ["backfills", "data", "errors", "knex-api", "knexfile", "streams", "transactions", "unawaited", "values"];

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
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bin");
    let rungs = Tool::rungs(env!("CARGO_BIN_EXE_rungs").as_ref(), &folder)?;
    let tests = repository().join("tests");
    let mut trials = Vec::new();
    let in_node = rungs.in_node();
    for page in Page::read_all(&tests.join("cli"))?.into_iter().map(Arc::new) {
        add(&mut trials, "cli", &page, &rungs, None);
        if IN_NODE.contains(&page.name.as_str()) {
            add(&mut trials, "node", &page, &in_node, None);
        }
    }
    for page in Page::read_all(&tests.join("projects"))?.into_iter().map(Arc::new) {
        add(&mut trials, "projects", &page, &rungs, None);
        for server in OTHER_SERVERS {
            add(&mut trials, &server.replace('=', "-"), &page, &rungs, Some(server));
        }
    }
    Ok(trials)
}

/// Adds the cases of a page on one server.
fn add(trials: &mut Vec<Trial>, group: &str, page: &Arc<Page>, rungs: &Tool, server: Option<&'static str>) {
    for (index, case) in page.cases.iter().enumerate() {
        let name = format!("{group}::{}::{}", page.name, slug(&case.title));
        let (page, rungs) = (page.clone(), rungs.clone());
        trials.push(Trial::test(name, move || play(&page, index, rungs, server)));
    }
}

fn play(page: &Page, index: usize, rungs: Tool, server: Option<&str>) -> Result<(), Failed> {
    let in_node = rungs.environment().is_some();
    let knex = if in_node { None } else { Tool::knex() };
    if is_required("RUNGS_REQUIRE_KNEX") && !(if in_node { has_node() } else { knex.is_some() }) {
        return Err(
            "RUNGS_REQUIRE_KNEX is set and there is no Node, or no Knex in tests/oracle/node_modules".into(),
        );
    }
    if in_node && !has_node() {
        eprintln!("skipped: no node on the PATH");
        return Ok(());
    }
    if page.cases[index].needs_packages() && Tool::knex().is_none() {
        eprintln!("skipped: the packages of tests/oracle are not installed");
        return Ok(());
    }
    let server = match server.map_or_else(default_server, server_of) {
        Ok(server) => server,
        Err(error) if is_required("RUNGS_REQUIRE_SERVERS") => return Err(error.into()),
        Err(error) => {
            eprintln!("skipped: {error}");
            return Ok(());
        }
    };
    let exact_schema = server.major()? == RECORDED_ON;
    Match { rungs, knex, server, exact_schema }.play(page, &page.cases[index]).map_err(Failed::from)
}

/// A heading as the name of a test.
fn slug(title: &str) -> String {
    let words = title.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}
