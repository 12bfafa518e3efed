//! What the tests of the example need, where it can be had.
use rungs_testing::database::Database;
use rungs_testing::monorepo::Monorepo;
use rungs_testing::server::default_server;
use rungs_testing::tool::is_required;

/// A database of the test's own, or nothing where no server can be had and none is required.
pub fn database() -> Option<Database> {
    match default_server().and_then(|server| server.create_database()) {
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
