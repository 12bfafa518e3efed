//! Runs beside each other, and beside Knex.

use std::time::{Duration, Instant};

use rungs_run::{Error, lock::Holder};

use crate::database::{Database, on_one_thread};
use crate::front_end::{List, SqlMigration, table};

async fn at_once(list: &[SqlMigration]) -> (Database, Vec<usize>) {
    let database = Database::create().await;
    let mut runs = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let runner = database.runner(&List::of(list)).await;
        runs.spawn_local(async move { runner.latest().await.unwrap().names.len() });
    }
    let mut counts = runs.join_all().await;
    counts.sort_unstable();
    (database, counts)
}

#[test]
fn twenty_at_once_apply_each_migration_once() {
    on_one_thread(async {
        for transaction in [true, false] {
            let list = ["1_a.ts", "2_b.ts", "3_c.ts"].map(|name| table(name).with_transaction(transaction));
            let (database, counts) = at_once(&list).await;
            assert_eq!((counts[..19].iter().sum::<usize>(), counts[19]), (0, 3), "{counts:?}");
            assert_eq!(database.ledger().await, ["1 1_a.ts", "1 2_b.ts", "1 3_c.ts"]);
            assert_eq!(database.lock_row().await, ["0"]);
        }
    });
}

#[test]
fn an_index_is_built_concurrently_while_others_wait() {
    on_one_thread(async {
        let list = [
            SqlMigration::new(
                "1_a.ts",
                &["create table a as select i from generate_series(1, 100000) i"],
                &[],
            ),
            SqlMigration::new("2_b.ts", &["create index concurrently b on a (i)"], &[])
                .with_transaction(false),
        ];
        let (database, _) = at_once(&list).await;
        assert_eq!(database.ledger().await, ["1 1_a.ts", "1 2_b.ts"]);
    });
}

#[test]
fn waiting_ends() {
    on_one_thread(async {
        let database = Database::create().await;
        let slow = SqlMigration::new("1_a.ts", &["select pg_sleep(1)"], &[]);
        let first = database.runner(&List::of(&[slow])).await;
        let second =
            database.runner(&List::of(&[table("1_a.ts")])).await.with_patience(Duration::from_millis(300));
        let late = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            second.latest().await
        };
        let (first, second) = tokio::join!(first.latest(), late);
        assert_eq!(first.unwrap().names, ["1_a.ts"]);
        let error = second.unwrap_err().error;
        assert!(matches!(&error, Error::LockTimeout { holder: Holder::Rungs(_), .. }), "{error}");
    });
}

#[test]
fn a_row_that_knex_left_is_reported_and_unlocked() {
    on_one_thread(async {
        let database = Database::create().await;
        let list = List::of(&[table("1_a.ts")]);
        let runner = database.runner(&list).await;
        runner.list().await.unwrap();
        database.execute("update knex_migrations_lock set is_locked = 1").await;
        for failure in [runner.latest().await.unwrap_err(), runner.rollback(true).await.unwrap_err()] {
            assert_eq!(failure.error.to_string(), "Migration table is already locked");
        }
        assert_eq!(database.lock_row().await, ["1"]);
        assert!(runner.unlock().await.unwrap().is_none());
        assert_eq!(runner.latest().await.unwrap().names, ["1_a.ts"]);
    });
}

#[test]
fn a_row_that_a_dead_run_left_heals() {
    on_one_thread(async {
        let database = Database::create().await;
        let list = List::of(&["1_a.ts", "2_b.ts"].map(table));
        let runner = database.runner(&list).await;
        runner.up(None).await.unwrap();
        database.execute("update knex_migrations_lock set is_locked = -4711").await;
        assert_eq!(runner.latest().await.unwrap().names, ["2_b.ts"]);
        assert_eq!(database.lock_row().await, ["0"]);
        // Also when nothing is left to do.
        database.execute("update knex_migrations_lock set is_locked = -4711").await;
        assert!(runner.latest().await.unwrap().names.is_empty());
        assert_eq!(database.lock_row().await, ["0"]);
    });
}

#[test]
fn knex_waits_for_our_transaction() {
    on_one_thread(async {
        let database = Database::create().await;
        let slow = SqlMigration::new("1_a.ts", &["select pg_sleep(1)"], &[]);
        let runner = database.runner(&List::of(&[slow])).await;
        runner.list().await.unwrap();
        let knex = async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            let start = Instant::now();
            database.execute("update knex_migrations_lock set is_locked = 1 where is_locked = 0").await;
            start.elapsed()
        };
        let (run, waited) = tokio::join!(runner.latest(), knex);
        assert_eq!(run.unwrap().names, ["1_a.ts"]);
        assert!(waited > Duration::from_millis(400), "{waited:?}");
    });
}
