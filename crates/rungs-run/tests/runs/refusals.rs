//! What is refused before anything has changed.

use rungs_run::{Error, MigrationSettings};

use crate::database::{Database, on_one_thread};
use crate::front_end::{List, table};

#[test]
fn names_that_are_not_there() {
    on_one_thread(async {
        let database = Database::create().await;
        let runner = database.runner(&List::of(&["1_a.ts", "2_b.ts"].map(table))).await;
        runner.up(None).await.unwrap();
        let refused = [
            runner.up(Some("x.ts")).await,
            runner.to("x.ts").await,
            runner.before("x.ts").await,
            runner.up(Some("2_b")).await,
            runner.down(Some("2_b.ts")).await,
        ];
        let messages = refused.map(|outcome| outcome.unwrap_err().error.to_string());
        assert_eq!(
            messages,
            [
                "Migration \"x.ts\" not found.",
                "Migration \"x.ts\" not found.",
                "Migration \"x.ts\" not found.",
                "Migration \"2_b\" not found.",
                "Migration \"2_b.ts\" was not run."
            ]
        );
        assert_eq!(database.ledger().await, ["1 1_a.ts"]);
    });
}

#[test]
fn a_ledger_with_migrations_that_have_no_file() {
    on_one_thread(async {
        let database = Database::create().await;
        database.runner(&List::of(&["1_a.ts", "2_b.js"].map(table))).await.latest().await.unwrap();
        let list = List::of(&[table("3_c.ts")]);
        let message = "The migration directory is corrupt, the following files are missing: 1_a.ts, 2_b.js";
        let runner = database.runner(&list).await;
        assert_eq!(runner.latest().await.unwrap_err().error.to_string(), message);
        assert_eq!(runner.list().await.err().map(|error| error.to_string()).as_deref(), Some(message));

        let settings = MigrationSettings { disable_list_validation: true, ..MigrationSettings::default() };
        let runner = database.runner_with(&list, settings).await;
        assert_eq!(runner.latest().await.unwrap().names, ["3_c.ts"]);
        // The last batch can be undone, the one before has no files.
        runner.rollback(false).await.unwrap();
        assert!(matches!(runner.rollback(false).await.unwrap_err().error, Error::FileGone { .. }));
    });
}

#[test]
fn a_migration_without_down_changes_nothing() {
    on_one_thread(async {
        let database = Database::create().await;
        let runner = database.runner(&List::of(&[table("1_a.ts"), table("2_b.ts").incomplete()])).await;
        let failure = runner.latest().await.unwrap_err();
        assert_eq!(
            failure.error.to_string(),
            "Invalid migration: 2_b.ts must have both an up and down function"
        );
        assert!(database.tables().await.is_empty());
        assert_eq!(database.lock_row().await, ["0"]);
    });
}
