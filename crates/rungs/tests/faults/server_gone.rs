//! A server that ends in the middle of a run.

use std::fs;
use std::process::Command;
use std::time::Duration;

use rungs_testing::database::Server;

use crate::project::{Ended, Project, bare, migration, tables, wait_for_sleep};
use crate::server::TestServer;

fn kill_postmaster(server: &TestServer) {
    let text = fs::read_to_string(server.data().join("postmaster.pid")).unwrap();
    let pid = text.lines().next().unwrap();
    assert!(Command::new("kill").args(["-9", pid]).status().unwrap().success());
    // As after a crash of the machine: nobody has that number any more.
    for name in ["postmaster.pid", &format!(".s.PGSQL.{}.lock", server.port)] {
        fs::remove_file(server.data().join(name)).unwrap();
    }
    // Its children notice, and leave the shared memory that a new one wants.
    std::thread::sleep(Duration::from_millis(500));
}

#[test]
fn the_next_run_after_a_restart_goes_on() {
    let Some(server) = TestServer::start("", "", |_| ()) else { return };
    let database =
        Server::new(&format!("postgres://postgres@127.0.0.1:{}/", server.port)).create_database().unwrap();
    let sleeps = Project::new(&[
        ("1_a", migration(&["create table a ()"])),
        ("2_b", bare(&["create table if not exists b ()", "select pg_sleep(60)"])),
    ]);
    let child = sleeps.start(&database.url, &["migrate:latest"]);
    wait_for_sleep(&database);
    kill_postmaster(&server);
    Ended::after(child).failed(
        1,
        &[
            "was lost",
            "Committed, and in the ledger:\n  1_a.js",
            "create table if not exists b",
            "Run it again when it answers",
        ],
    );
    sleeps.latest(&database.url).failed(1, &["is a PostgreSQL server running there?"]);
    server.start_again();
    sleeps.put("migrations/2_b.js", &bare(&["create table if not exists b ()"]));
    let next = sleeps.latest(&database.url);
    next.succeeded();
    assert!(next.stderr.contains("A former run began to run 2_b.js"), "{next:?}");
    assert_eq!(tables(&database), ["a", "b"]);
    // Numbers of a sequence are lost in a crash, up to 32 of them.
    let names = database.rows("select name || ' ' || batch from knex_migrations order by id").unwrap();
    assert_eq!(names, ["1_a.js 1", "2_b.js 2"]);
    assert_eq!(database.rows("select is_locked from knex_migrations_lock").unwrap(), ["0"]);
}
