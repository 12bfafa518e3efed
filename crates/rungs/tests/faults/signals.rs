//! Signals, and readers that go away.

use std::process::Child;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::project::{Ended, Project, bare, migration, tables, wait_for_sleep, wait_until};
use crate::support::database;

fn send(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

#[test]
fn a_signal_cancels_rolls_back_and_frees_the_lock() {
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let Some(database) = database() else { return };
        let sleeps = migration(&["create table b ()", "select pg_sleep(60)"]);
        let project = Project::new(&[("1_a", migration(&["create table a ()"])), ("2_b", sleeps)]);
        let child = project.start(&database.url, &["migrate:latest"]);
        wait_for_sleep(&database);
        let start = Instant::now();
        send(&child, signal);
        Ended::after(child).failed(
            code,
            &[
                "Interrupted",
                "shared:\n  1_a.js",
                "Failed, and rolled back: 2_b.js",
                "The database is as it was before.",
            ],
        );
        assert!(start.elapsed() < Duration::from_secs(5));
        assert!(tables(&database).is_empty());
        project.put("migrations/2_b.js", &migration(&["create table b ()"]));
        project.latest(&database.url).succeeded();
    }
}

#[test]
fn without_a_transaction_what_stands_is_said() {
    let Some(database) = database() else { return };
    let project = Project::new(&[("1_a", bare(&["create table a ()", "select pg_sleep(60)"]))]);
    let child = project.start(&database.url, &["migrate:latest"]);
    wait_for_sleep(&database);
    send(&child, Signal::INT);
    Ended::after(child).failed(130, &["1_a.js. These of its statements stand:\n  create table a ()"]);
    assert_eq!(database.ledger("knex_migrations").unwrap(), ["unlocked"]);
}

#[test]
fn the_second_signal_ends_at_once() {
    let Some(database) = database() else { return };
    let stubborn = "exports.up = async (knex) => { for (;;) try { await knex.raw('select pg_sleep(60)'); } catch {} };\n\
         exports.config = { transaction: false };\nexports.down = async () => {};";
    let project = Project::new(&[("1_a", stubborn.to_owned())]);
    let child = project.start(&database.url, &["migrate:latest"]);
    wait_for_sleep(&database);
    let start = Instant::now();
    send(&child, Signal::INT);
    std::thread::sleep(Duration::from_millis(50));
    send(&child, Signal::INT);
    Ended::after(child).failed(130, &[]);
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    // Its server process sees that nobody is there any more, and the lock goes with it.
    wait_until(
        &database,
        "select count(*) = 0 from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())",
    );
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let Some(database) = database() else { return };
    let project = Project::new(&[("1_a", migration(&["create table a ()"]))]);
    let mut child = project.start(&database.url, &["migrate:latest"]);
    drop(child.stdout.take());
    Ended::after(child).succeeded();
    assert_eq!(tables(&database), ["a"]);
}
