//! What stands after a run that failed, and what it says about it.

use std::time::Duration;

use rungs_run::{Error, Interrupt};

use crate::database::{Database, on_one_thread};
use crate::front_end::{List, SqlMigration, table};

#[test]
fn one_transaction_for_all_leaves_nothing() {
    on_one_thread(async {
        let database = Database::create().await;
        let bad = SqlMigration::new("3_c.ts", &["create table c ()", "select nonsense"], &[]);
        let runner = database.runner(&List::of(&[table("1_a.ts"), table("2_b.ts"), bad])).await;
        let failure = runner.latest().await.unwrap_err();
        assert_eq!(failure.journal.rolled_back, ["1_a.ts", "2_b.ts"]);
        assert!(failure.journal.committed.is_empty());
        let failed = failure.journal.failed.unwrap();
        assert_eq!((failed.name.as_str(), failed.standing.is_none()), ("3_c.ts", true));
        assert!(database.tables().await.is_empty() && database.ledger().await.is_empty());
        assert_eq!(database.lock_row().await, ["0"]);
    });
}

#[test]
fn without_a_transaction_it_says_which_statements_stand() {
    on_one_thread(async {
        let database = Database::create().await;
        let bad =
            SqlMigration::new("2_b.ts", &["create table b ()", "create table c ()", "select nonsense"], &[]);
        let runner = database.runner(&List::of(&[table("1_a.ts"), bad.with_transaction(false)])).await;
        let failure = runner.latest().await.unwrap_err();
        assert_eq!(failure.journal.committed, ["1_a.ts"]);
        let standing = failure.journal.failed.unwrap().standing.unwrap();
        let standing: Vec<&str> = standing.iter().map(|statement| statement.sql.as_str()).collect();
        assert_eq!(standing, ["create table b ()", "create table c ()"]);
        assert_eq!(database.ledger().await, ["1 1_a.ts"]);
        assert_eq!(database.lock_row().await, ["0"]);
    });
}

#[test]
fn an_error_that_a_migration_hides_is_its_own() {
    on_one_thread(async {
        let database = Database::create().await;
        let sly = SqlMigration::new("1_a.ts", &["create table a ()", "begin", "savepoint x"], &[]);
        let hides = SqlMigration::new("2_b.ts", &["rollback to savepoint y"], &[]);
        let runner = database.runner(&List::of(&[sly, hides, table("3_c.ts")])).await;
        let failure = runner.latest().await.unwrap_err();
        assert_eq!(failure.journal.failed.unwrap().name, "2_b.ts");
        assert!(database.tables().await.is_empty());
    });
}

#[test]
fn an_interrupt_rolls_back_and_frees_the_lock() {
    for (endless, transaction) in [
        ("select pg_sleep(600)", true),
        ("wait for ever", true),
        ("select pg_sleep(600)", false),
        ("wait for ever", false),
    ] {
        on_one_thread(async {
            let database = Database::create().await;
            let interrupt = Interrupt::new();
            let endless = SqlMigration::new("2_b.ts", &["create table b ()", endless], &[])
                .with_transaction(transaction);
            let list = List::of(&[table("1_a.ts"), endless]);
            let runner = database.runner(&list).await.with_interrupt(interrupt.clone());
            let press = async {
                tokio::time::sleep(Duration::from_millis(200)).await;
                interrupt.request();
            };
            let (outcome, ()) =
                tokio::join!(tokio::time::timeout(Duration::from_secs(10), runner.latest()), press);
            let failure = outcome.unwrap().unwrap_err();
            assert!(matches!(failure.error, Error::Interrupted), "{failure:?}");
            let standing = if transaction { vec![] } else { vec!["1_a".to_owned(), "b".to_owned()] };
            assert_eq!(database.tables().await, standing);
            assert_eq!(database.lock_row().await, ["0"]);
            // What stands is kept for the next run to tell.
            let kept = "select to_regclass('rungs_knex_migrations_journal') is not null";
            assert_eq!(database.column(kept).await, [if transaction { "f" } else { "t" }]);
            let next = database.runner(&list).await.with_patience(Duration::ZERO);
            next.rollback(true).await.unwrap();
        });
    }
}
