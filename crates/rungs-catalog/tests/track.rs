//! A random walk over DDL: after each step what a tracker says equals what the whole catalog says.
//!
//! Steps are committed, rolled back, or rolled back to a savepoint. `RUNGS_SEED` repeats a walk, `RUNGS_STEPS` lengthens it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

mod support;

#[path = "dump/statements.rs"]
mod statements;

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

use rungs_catalog::{Mark, Scope, Snapshot, Tracker, kept};
use rungs_postgres::Session;

use statements::{Dice, PREPARATION, Walk};
use support::{block_on, choice, run, server, snapshot};

/// What follows a step.
const ENDS: &[&str] = &["COMMIT", "COMMIT", "ROLLBACK", "ROLLBACK TO SAVEPOINT step; COMMIT"];

#[test]
fn a_tracker_says_what_the_whole_catalog_says() {
    block_on(async {
        let Some((_server, session)) = server(&choice()).await else { return };
        let seed = env::var("RUNGS_SEED").map_or_else(|_| time(), |seed| seed.parse().unwrap());
        let steps: usize = env::var("RUNGS_STEPS").map_or(120, |steps| steps.parse().unwrap());
        eprintln!("RUNGS_SEED={seed}");
        run(&session, PREPARATION).await.unwrap();
        let mut tracker = Tracker::start(session.clone(), Scope::default()).await.unwrap();
        let mut dice = Dice::new(seed ^ 1);
        let mut walk = Walk::new(Dice::new(seed));
        let mut done = 0;
        while done < steps {
            let sql = walk.next();
            run(&session, "BEGIN; SAVEPOINT step").await.unwrap();
            let before = tracker.mark();
            if run(&session, &sql).await.is_err() {
                run(&session, "ROLLBACK").await.unwrap();
                continue;
            }
            done += 1;
            check(&session, &mut tracker, seed, &sql).await;
            let end = dice.pick(ENDS);
            run(&session, end).await.unwrap();
            if end == "COMMIT" {
                walk.succeeded();
            } else {
                set_back(&session, &mut tracker, &before, seed, &sql).await;
            }
        }
    });
}

/// What a transaction changed is told from what it touched as from two readings of everything.
#[test]
fn what_is_kept_tells_what_a_step_changes() {
    block_on(async {
        let Some((_server, session)) = server(&choice()).await else { return };
        let seed = env::var("RUNGS_SEED").map_or_else(|_| time(), |seed| seed.parse().unwrap());
        let steps: usize = env::var("RUNGS_STEPS").map_or(25, |steps| steps.parse().unwrap());
        eprintln!("RUNGS_SEED={seed}");
        run(&session, PREPARATION).await.unwrap();
        if !kept::prepare(&session).await.unwrap() {
            return eprintln!("SKIPPED: this server's databases cannot be prepared");
        }
        let mut walk = Walk::new(Dice::new(seed));
        let (mut done, mut told) = (0, 0);
        while done < steps {
            run(&session, "DROP TABLE IF EXISTS pg_rungs.kept").await.unwrap();
            kept::keep(&session, &Scope::default()).await.unwrap();
            let before = snapshot(&session).await;
            let sql = walk.next();
            run(&session, "BEGIN").await.unwrap();
            if run(&session, &sql).await.is_err() {
                run(&session, "ROLLBACK").await.unwrap();
                continue;
            }
            done += 1;
            let change = kept::change(&session, &Scope::default()).await.unwrap();
            let all = Snapshot::diff(&before, &snapshot(&session).await).to_string();
            if let Some((before, now)) = change {
                told += 1;
                let touched = Snapshot::diff(&before, &now).to_string();
                assert_eq!(touched, all, "RUNGS_SEED={seed}: after\n{sql}");
            }
            run(&session, "COMMIT").await.unwrap();
            walk.succeeded();
        }
        assert!(told * 2 > done, "RUNGS_SEED={seed}: only {told} of {done} told");
    });
}

/// The tracker's snapshot, and every record's identity and value, against a reading of everything.
async fn check(session: &Session, tracker: &mut Tracker, seed: u64, sql: &str) {
    let tracked = tracker.refresh().await.unwrap_or_else(|error| panic!("RUNGS_SEED={seed}: {sql}\n{error}"));
    let read = snapshot(session).await;
    let difference = Snapshot::diff(&read, &tracked);
    assert!(tracked == read, "RUNGS_SEED={seed}: after\n{sql}\nthe tracker\n{difference}");
}

async fn set_back(session: &Session, tracker: &mut Tracker, mark: &Mark, seed: u64, sql: &str) {
    tracker.set_back(mark);
    assert!(*tracker.snapshot() == snapshot(session).await, "RUNGS_SEED={seed}: not set back after\n{sql}");
}

fn time() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as u64
}
