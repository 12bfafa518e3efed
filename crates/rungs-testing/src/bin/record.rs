//! Plays pages with Knex and writes its answers into them.
//!
//! ```text
//! RUNGS_TEST_SERVER=postgres://… cargo run -p rungs-testing --bin record [NAME…]
//! ```
//! Without names all pages of `tests/cli` and `tests/projects`. Needs Node, and `npm install` in `tests/oracle`.
//!
//! With `RUNGS_BINARY=target/debug/rungs` it is Rungs that plays, and only the blocks `console rungs` are written: read what
//! it wrote before you believe it.
use std::path::PathBuf;

use rungs_testing::Error;
use rungs_testing::database::Server;
use rungs_testing::page::{Page, Speaker};
use rungs_testing::play::Stage;
use rungs_testing::tool::{Tool, repository};

fn main() -> Result<(), Error> {
    let tool = tool()?;
    let server = Server::from_environment()
        .ok_or_else(|| Error::Server("RUNGS_TEST_SERVER must name a PostgreSQL 18".to_owned()))?;
    let names: Vec<String> = std::env::args().skip(1).collect();
    for folder in ["tests/cli", "tests/projects"] {
        for page in Page::read_all(&repository().join(folder))? {
            if names.is_empty() || names.contains(&page.name) {
                let recorded = record(&page, &tool, &server)?;
                std::fs::write(&page.path, recorded).map_err(Error::file(&page.path))?;
            }
        }
    }
    Ok(())
}

/// Knex, or the Rungs that is named.
fn tool() -> Result<Tool, Error> {
    match std::env::var_os("RUNGS_BINARY").map(PathBuf::from) {
        Some(binary) => {
            let binary = binary.canonicalize().map_err(Error::file(&binary))?;
            Tool::rungs(&binary, &std::env::temp_dir().join("rungs-record"))
        }
        None => {
            Tool::knex().ok_or_else(|| Error::Server("no Knex: run npm install in tests/oracle".to_owned()))
        }
    }
}

fn record(page: &Page, tool: &Tool, server: &Server) -> Result<String, Error> {
    let mut answers = Vec::new();
    let tools = std::slice::from_ref(tool);
    let is_written = |speaker: Speaker| tool.is_knex() || speaker == Speaker::Rungs;
    for case in page.cases.iter().filter(|case| case.consoles.iter().any(|one| is_written(one.speaker))) {
        let mut stage = Stage::set(tools, page, case, server.create_database()?)?;
        for console in case.consoles.iter().filter(|console| console.speaker.is_played_by(tool)) {
            if !is_written(console.speaker) {
                stage.play(console)?;
                continue;
            }
            answers.push((console, stage.play(console)?));
        }
    }
    Ok(page.with_answers(&answers))
}
