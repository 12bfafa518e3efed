//! Plays pages with Knex and writes its answers into them.
//!
//! ```text
//! RUNGS_TEST_SERVER=postgres://… cargo run -p rungs-testing --bin record [NAME…]
//! ```
//! Without names all pages of `tests/cli` and `tests/projects`. Needs Node, and `npm install` in `tests/oracle`.
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
    let names: Vec<String> = std::env::args().skip(1).collect();
    for folder in ["tests/cli", "tests/projects"] {
        for page in Page::read_all(&repository().join(folder))? {
            if names.is_empty() || names.contains(&page.name) {
                let recorded = record(&page, std::slice::from_ref(&knex), &server)?;
                std::fs::write(&page.path, recorded).map_err(Error::file(&page.path))?;
            }
        }
    }
    Ok(())
}

fn record(page: &Page, knex: &[Tool], server: &Server) -> Result<String, Error> {
    let mut answers = Vec::new();
    for case in &page.cases {
        let mut stage = Stage::set(knex, page, case, server.create_database()?)?;
        for console in case.consoles.iter().filter(|console| console.speaker.is_played_by(&knex[0])) {
            answers.push((console, stage.play(console)?));
        }
    }
    Ok(page.with_answers(&answers))
}
