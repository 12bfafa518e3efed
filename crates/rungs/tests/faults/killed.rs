//! Killed at any moment, a run goes on by running again.

use std::time::Duration;

use rungs_testing::schema;

use crate::project::{Project, bare, migration};
use crate::support::database;

/// How often a run is killed: at moments spread over what an undisturbed one takes at the least, its pauses.
const MOMENTS: u32 = 20;
const PAUSE: &str = "select pg_sleep(0.05)";
const STEP: Duration = Duration::from_millis(10);

fn project() -> Project {
    let again = ["create table if not exists d (i int)", PAUSE, "create index if not exists e on d (i)"];
    Project::new(&[
        ("1_a", migration(&["create table a (i int)", PAUSE])),
        ("2_b", migration(&["create table b as select * from a"])),
        ("3_c", migration(&["create view c as select * from b", PAUSE])),
        ("4_d", bare(&again)),
        ("5_e", migration(&["alter table a add j int", PAUSE])),
    ])
}

#[test]
fn the_schema_is_that_of_an_undisturbed_run() {
    let (Some(calm), Some(database)) = (database(), database()) else { return };
    let names = "select string_agg(name, ' ' order by id) from knex_migrations; select is_locked from knex_migrations_lock; \
         select to_regclass('rungs_knex_migrations_journal')";
    project().latest(&calm.url).succeeded();
    let expected = (schema::describe(&calm).unwrap(), calm.rows(names).unwrap());
    let project = project();
    let mut kills = 0;
    for moment in 0..MOMENTS {
        database.rows("drop schema public cascade; create schema public").unwrap();
        let mut child = project.start(&database.url, &["migrate:latest"]);
        std::thread::sleep(STEP * moment);
        kills += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        project.latest(&database.url).succeeded();
        let left = (schema::describe(&database).unwrap(), database.rows(names).unwrap());
        assert_eq!(left, expected, "killed after {moment} steps");
    }
    // The pauses alone take longer than the latest of the moments; a busy machine may oversleep some.
    assert!(kills >= MOMENTS / 2, "{kills} kills: the runs end too soon");
}
