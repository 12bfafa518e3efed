//! Killed at any moment, a run goes on by running again.

use std::time::Duration;

use rungs_testing::schema;

use crate::project::{Project, bare, migration};
use crate::support::database;

/// How often a run is killed, and how much later each time.
const MOMENTS: u32 = 24;
const STEP: Duration = Duration::from_millis(9);

fn project() -> Project {
    let again = [
        "create table if not exists d (i int)",
        "select pg_sleep(0.02)",
        "create index if not exists e on d (i)",
    ];
    Project::new(&[
        ("1_a", migration(&["create table a (i int)", "select pg_sleep(0.02)"])),
        ("2_b", migration(&["create table b as select * from a"])),
        ("3_c", migration(&["create view c as select * from b", "select pg_sleep(0.02)"])),
        ("4_d", bare(&again)),
        ("5_e", migration(&["alter table a add j int", "select pg_sleep(0.02)"])),
    ])
}

#[test]
fn the_schema_is_that_of_an_undisturbed_run() {
    let (Some(calm), Some(database)) = (database(), database()) else { return };
    project().latest(&calm.url).succeeded();
    let project = project();
    let mut kills = 0;
    for moment in 0..MOMENTS {
        let mut child = project.start(&database.url, &["migrate:latest"]);
        std::thread::sleep(STEP * moment);
        kills += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        if moment == MOMENTS / 2 {
            // Anew, since most of it is done by now.
            project.latest(&database.url).succeeded();
            database.rows("drop schema public cascade; create schema public").unwrap();
        }
    }
    assert!(kills > 10, "{kills} kills: the runs end too soon");
    project.latest(&database.url).succeeded();
    assert_eq!(schema::describe(&database).unwrap(), schema::describe(&calm).unwrap());
    let names = "select string_agg(name, ' ' order by id) from knex_migrations; select is_locked from knex_migrations_lock; \
         select to_regclass('rungs_knex_migrations_journal')";
    assert_eq!(database.rows(names).unwrap(), calm.rows(names).unwrap());
}
