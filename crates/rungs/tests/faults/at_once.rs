//! Several at once.

use rungs_testing::tool::{Tool, is_required};

use crate::project::{Ended, Project, bare, migration, tables, wait_for_sleep};
use crate::support::database;

#[test]
fn twenty_run_each_migration_once() {
    for last in [migration(&["create table c ()"]), bare(&["create table c ()"])] {
        let Some(database) = database() else { return };
        let project = Project::new(&[
            ("1_a", migration(&["create table a ()"])),
            ("2_b", migration(&["create table b ()", "select pg_sleep(0.1)"])),
            ("3_c", last),
        ]);
        let runs: Vec<_> = (0..20).map(|_| project.start(&database.url, &["migrate:latest"])).collect();
        let ended: Vec<Ended> = runs.into_iter().map(Ended::after).collect();
        let ran =
            ended.iter().filter(|ended| ended.succeeded().stdout.starts_with("Ran 3 migrations")).count();
        let idle = ended.iter().filter(|ended| ended.stdout == "Already up to date\n").count();
        assert_eq!((ran, idle), (1, 19), "{ended:#?}");
        let names = ["1 1_a.js (batch 1)", "2 2_b.js (batch 1)", "3 3_c.js (batch 1)", "unlocked"];
        assert_eq!(database.ledger("knex_migrations").unwrap(), names);
    }
}

#[test]
fn knex_and_rungs_take_turns() {
    let Some(knex) = Tool::knex() else {
        assert!(!is_required("RUNGS_REQUIRE_KNEX"), "there is no Knex in tests/oracle/node_modules");
        return;
    };
    for knex_first in [true, false] {
        let Some(database) = database() else { return };
        let project = Project::new(&[("1_a", migration(&["create table a ()", "select pg_sleep(1)"]))]);
        knex.prepare(project.folder.path()).unwrap();
        let start = |is_knex: bool| {
            if !is_knex {
                return project.start(&database.url, &["migrate:latest"]);
            }
            let mut command = knex.command("knex", &["migrate:latest".to_owned()], false);
            command.current_dir(project.folder.path()).env("DATABASE_URL", &database.url);
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap()
        };
        let first = start(knex_first);
        wait_for_sleep(&database);
        let (second, first) = (Ended::after(start(!knex_first)), Ended::after(first));
        first.succeeded();
        // Knex 3.3.0 decides what to run before it waits for the lock, runs it again, and then the server refuses.
        assert!(!knex_first || second.code == Some(0), "{second:#?}");
        assert_eq!(tables(&database), ["a"]);
        assert_eq!(database.ledger("knex_migrations").unwrap(), ["1 1_a.js (batch 1)", "unlocked"]);
    }
}
