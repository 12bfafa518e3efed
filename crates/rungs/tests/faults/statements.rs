//! Statements that the server ends: what is said, what stands, and that the next run goes on.

use crate::project::{Project, bare, migration, tables, wait_for_sleep};
use crate::support::database;

/// Waits for another transaction that waits for this one.
const DEADLOCK: &[&str] = &[
    "create table mine (i int)",
    "set local deadlock_timeout = '50ms'",
    "lock table one",
    "select pg_sleep(0.6)",
    "lock table two",
];

#[test]
fn the_server_ends_a_statement() {
    let Some(database) = database() else { return };
    let full = "do $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$";
    #[rustfmt::skip]
    let cases: &[(&[&str], &[&str])] = &[
        (&["set local statement_timeout = '50ms'", "select pg_sleep(30)"], &["statement timeout", "57014", "set local statement_timeout"]),
        (&[full], &["No space left on device", "53100", "disk is full"]),
        (&["set local transaction_read_only = on", "create table x ()"], &["read-only transaction", "Connect to the primary"]),
        (&["select pg_terminate_backend(pg_backend_pid())"], &["terminating connection", "Run it again when it answers"]),
    ];
    for (statements, said) in cases {
        let first = migration(&["create table a ()"]);
        let project = Project::new(&[("1_a", first), ("2_b", migration(statements))]);
        let ended = project.latest(&database.url);
        ended.failed(1, said).failed(1, &["Rolled back, with the transaction they shared:\n  1_a.js"]);
        ended.failed(1, &["Failed, and rolled back: 2_b.js", "The database is as it was before.", "2_b.js:"]);
        assert!(tables(&database).is_empty(), "{statements:?}");
        assert_eq!(database.ledger("knex_migrations").unwrap(), ["unlocked"]);
    }
}

#[test]
fn a_pause_in_a_transaction_is_ended() {
    let Some(database) = database() else { return };
    let pause = "exports.up = async (knex) => {\n  await knex.raw(\"set local idle_in_transaction_session_timeout = '100ms'\");\n  \
         await new Promise((go) => setTimeout(go, 600));\n  await knex.raw('create table a ()');\n};\nexports.down = async () => {};";
    let ended = Project::new(&[("1_a", pause.to_owned())]).latest(&database.url);
    ended.failed(1, &["idle-in-transaction timeout", "Failed, and rolled back: 1_a.js"]);
}

#[test]
fn others_hold_locks() {
    let Some(database) = database() else { return };
    database.rows("create table one (); create table two ()").unwrap();
    let holder = |sql: &'static str| {
        let (url, project) = (database.url.clone(), Project::new(&[("1_x", migration(&["select 1"]))]));
        // A seed runs outside a transaction, and one string is one transaction.
        std::fs::create_dir(project.folder.path().join("seeds")).unwrap();
        project.put("seeds/a.js", &format!("exports.seed = (knex) => knex.raw({sql:?});"));
        std::thread::spawn(move || project.run(&url, &["seed:run"]))
    };
    let other = holder("lock table one; select pg_sleep(1)");
    wait_for_sleep(&database);
    let waits = migration(&["set local lock_timeout = '50ms'", "alter table one add i int"]);
    Project::new(&[("1_a", waits)])
        .latest(&database.url)
        .failed(1, &["lock timeout", "55P03", "Somebody else holds a lock", "1_a.js:3:"]);
    other.join().unwrap().succeeded();
    let other = holder("set deadlock_timeout = '20s'; lock table two; select pg_sleep(0.5); lock table one");
    wait_for_sleep(&database);
    Project::new(&[("1_a", migration(DEADLOCK))]).latest(&database.url).failed(
        1,
        &["deadlock detected", "40P01", "Another transaction held", "The database is as it was before."],
    );
    other.join().unwrap().succeeded();
    assert_eq!(tables(&database), ["one", "two"]);
}

#[test]
fn without_a_transaction_what_stands_is_told_and_told_again() {
    let Some(database) = database() else { return };
    let ends = ["create table a ()", "select pg_terminate_backend(pg_backend_pid())"];
    let project = Project::new(&[("1_a", bare(&ends))]);
    let stands =
        ["create table a ()", "This was under way, and may have taken effect:\n  select pg_terminate"];
    project.latest(&database.url).failed(1, &stands).failed(1, &["These of its statements stand:"]);
    project.put("migrations/1_a.js", &migration(&["drop table a", "create table a ()"]));
    let next = project.latest(&database.url);
    next.succeeded();
    assert!(next.stderr.contains("A former run began to run 1_a.js"), "{next:?}");
    assert!(stands.iter().all(|words| next.stderr.contains(words)), "{next:?}");
    assert_eq!(tables(&database), ["a"], "the journal is gone");
}
