//! What tests need besides Rungs, where it can be had.
use rungs_testing::database::Database;
use rungs_testing::monorepo::Monorepo;
use rungs_testing::server::{default_server, server_of};
use rungs_testing::tool::is_required;

/// A database of the test's own, or nothing where no server can be had and none is required.
pub fn database() -> Option<Database> {
    or_skipped(default_server().and_then(|server| server.create_database()))
}

/// The same on a server by the name that `--server` takes.
pub fn database_on(choice: &str) -> Option<Database> {
    or_skipped(server_of(choice).and_then(|server| server.create_database()))
}

fn or_skipped(database: Result<Database, rungs_testing::Error>) -> Option<Database> {
    match database {
        Ok(database) => Some(database),
        Err(error) if is_required("RUNGS_REQUIRE_SERVERS") => panic!("{error}"),
        Err(error) => {
            eprintln!("skipped: {error}");
            None
        }
    }
}

/// The example with Rungs in it, or nothing where pnpm is not installed and not required.
pub fn monorepo() -> Option<Monorepo> {
    let monorepo =
        Monorepo::if_possible(env!("CARGO_BIN_EXE_rungs").as_ref()).expect("a copy of the example");
    assert!(monorepo.is_some() || !is_required("RUNGS_REQUIRE_KNEX"), "no pnpm in tests/oracle/node_modules");
    monorepo
}
