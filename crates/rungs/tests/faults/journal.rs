//! A migration without a transaction leaves a record while it runs, and none after.

use crate::project::{Ended, Project, bare, tables, wait_for_sleep};
use crate::support::database;

const JOURNAL: &str = "select to_regclass('rungs_knex_migrations_journal')";

#[test]
fn a_killed_run_is_told_by_the_next() {
    let Some(database) = database() else { return };
    let body = "exports.config = { transaction: false };\n\
        exports.up = async (knex) => {\n\
        \x20 await knex.schema.createTable('a', (table) => table.increments());\n\
        \x20 try { await knex.raw('select nonsense'); } catch {}\n\
        \x20 await knex.transaction((trx) => trx.raw('create table b ()'));\n\
        \x20 await knex.transaction((trx) => trx.raw('create table c ()').then(() => trx.rollback())).catch(() => {});\n\
        \x20 await knex.raw('select pg_sleep(60)');\n\
        };\n\
        exports.down = async () => {};\n";
    let project = Project::new(&[("1_a", body.to_owned())]);
    let mut child = project.start(&database.url, &["migrate:latest"]);
    wait_for_sleep(&database);
    child.kill().unwrap();
    Ended::after(child);
    project.put("migrations/1_a.js", &bare(&["select 1"]));
    let next = project.latest(&database.url);
    next.succeeded();
    let told = "  create table \"a\" (\"id\" serial primary key)  (";
    for words in [
        "A former run began to run 1_a.js without a transaction and did not end it: role ",
        "These of its statements stand, unless somebody has undone them:",
        told,
        "  BEGIN; and what was done until COMMIT\n",
        "This was under way, and may have taken effect:\n  select pg_sleep(60)  (",
        "migrations/1_a.js:3:21)",
        "migrations/1_a.js:7:14)",
        "It starts anew now.",
    ] {
        assert!(next.stderr.contains(words), "{words:?} was not said: {next:#?}");
    }
    assert!(!next.stderr.contains("nonsense"), "what failed does not stand: {next:#?}");
    assert_eq!(next.stderr.matches("BEGIN;").count(), 1, "what was rolled back does not stand: {next:#?}");
    assert_eq!(tables(&database), ["a", "b"]);
}

#[test]
fn success_leaves_nothing() {
    let Some(database) = database() else { return };
    let sleepy = bare(&["create table a ()", "select pg_sleep(0.5)"]);
    let project =
        Project::new(&[("1_a", sleepy), ("2_b", bare(&["create index concurrently i on a ((1))"]))]);
    let child = project.start(&database.url, &["migrate:latest"]);
    wait_for_sleep(&database);
    assert_eq!(database.rows(JOURNAL).unwrap(), ["rungs_knex_migrations_journal"]);
    Ended::after(child).succeeded();
    assert_eq!(database.rows(JOURNAL).unwrap(), ["∅"]);
    project.run(&database.url, &["migrate:rollback"]).succeeded();
    assert_eq!(database.rows(JOURNAL).unwrap(), ["∅"]);
}

#[test]
fn who_may_not_create_it_goes_on_without() {
    let Some(database) = database() else { return };
    let project = Project::new(&[("1_a", bare(&["select 1"]))]);
    project.run(&database.url, &["migrate:list"]).succeeded();
    database
        .rows(&format!(
            "do $$ begin create role rungs_test_plain; exception when duplicate_object then null; end $$; \
             grant rungs_test_plain to current_user; revoke create on schema public from public; \
             grant all on all tables in schema public to rungs_test_plain; \
             grant all on all sequences in schema public to rungs_test_plain; \
             alter database {} set role rungs_test_plain",
            database.name
        ))
        .unwrap();
    let ended = project.latest(&database.url);
    assert_eq!(ended.succeeded().stdout.lines().count(), 2, "{ended:?}");
    assert!(ended.stderr.contains("no journal is kept (permission denied for schema public"), "{ended:?}");
}
