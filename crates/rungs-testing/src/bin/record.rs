//! Plays pages with Knex and writes its answers into them.
//!
//! ```text
//! RUNGS_TEST_SERVER=postgres://… cargo run -p rungs-testing --bin record [PAGE…]
//! ```
//! Without arguments all pages of `tests/cli`. Needs Node, and `npm install` in `tests/oracle`.
use std::path::PathBuf;

use rungs_testing::Error;
use rungs_testing::database::Server;
use rungs_testing::page::Page;
use rungs_testing::play::Stage;
use rungs_testing::tool::{Tool, repository};

fn main() -> Result<(), Error> {
    let knex =
        Tool::knex().ok_or_else(|| Error::Server("no Knex: run npm install in tests/oracle".to_owned()))?;
    let server = Server::from_environment()
        .ok_or_else(|| Error::Server("RUNGS_TEST_SERVER must name a PostgreSQL 18".to_owned()))?;
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let pages = if paths.is_empty() {
        Page::read_all(&repository().join("tests/cli"))?
    } else {
        paths.iter().map(|path| Page::read(path)).collect::<Result<_, _>>()?
    };
    for page in &pages {
        let recorded = record(page, &knex, &server)?;
        std::fs::write(&page.path, recorded).map_err(Error::file(&page.path))?;
    }
    Ok(())
}

fn record(page: &Page, knex: &Tool, server: &Server) -> Result<String, Error> {
    let mut answers = Vec::new();
    for case in &page.cases {
        let mut stage = Stage::for_case(knex, case, server.create_database()?)?;
        for console in case.consoles.iter().filter(|console| console.speaker.is_played_by(knex)) {
            answers.push((console, stage.play(console)?));
        }
    }
    Ok(page.with_answers(&answers))
}
