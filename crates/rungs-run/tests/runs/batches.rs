//! What runs, in which batch, and what the ledger says then. Expectations were observed with Knex 3.3.0.

use rungs_run::{Batch, MigrationSettings};

use crate::database::{Database, on_one_thread};
use crate::front_end::{List, SqlMigration, table};

fn batch(number: i64, names: &[&str]) -> Batch {
    Batch { number, names: names.iter().map(|&name| name.to_owned()).collect() }
}

#[test]
fn forward_and_back() {
    on_one_thread(async {
        let database = Database::create().await;
        let [a, b, c, d] = ["1_a.ts", "2_b.ts", "3_c.ts", "4_d.ts"].map(table);

        let runner = database.runner(&List::of(&[a.clone(), b.clone()])).await;
        assert_eq!(runner.current_version().await.unwrap(), None);
        assert_eq!(runner.latest().await.unwrap(), batch(1, &["1_a.ts", "2_b.ts"]));
        assert_eq!(runner.latest().await.unwrap(), batch(1, &[]));

        let runner = database.runner(&List::of(&[a, b, c, d])).await;
        assert_eq!(runner.up(None).await.unwrap(), batch(2, &["3_c.ts"]));
        assert_eq!(runner.up(Some("3_c.ts")).await.unwrap(), batch(2, &[]));
        assert_eq!(runner.up(Some("4_d.ts")).await.unwrap(), batch(3, &["4_d.ts"]));
        assert_eq!(database.ledger().await, ["1 1_a.ts", "1 2_b.ts", "2 3_c.ts", "3 4_d.ts"]);
        assert_eq!(runner.current_version().await.unwrap().as_deref(), Some("4"));

        assert_eq!(runner.down(None).await.unwrap(), batch(3, &["4_d.ts"]));
        assert_eq!(runner.down(Some("2_b.ts")).await.unwrap(), batch(2, &["2_b.ts"]));
        assert_eq!(database.tables().await, ["1_a", "3_c"]);
        assert_eq!(runner.before("4_d.ts").await.unwrap(), batch(3, &["2_b.ts"]));
        assert_eq!(runner.rollback(false).await.unwrap(), batch(3, &["2_b.ts"]));
        assert_eq!(runner.rollback(true).await.unwrap(), batch(2, &["3_c.ts", "1_a.ts"]));
        assert_eq!(runner.rollback(true).await.unwrap(), batch(0, &[]));
        assert_eq!(runner.to("2_b.ts").await.unwrap(), batch(1, &["1_a.ts", "2_b.ts"]));
        assert_eq!(database.lock_row().await, ["0"]);
    });
}

#[test]
fn a_run_with_nothing_to_do_loads_nothing() {
    on_one_thread(async {
        let database = Database::create().await;
        let list = List::of(&["1_a.ts", "2_b.ts"].map(table));
        let runner = database.runner(&list).await;
        runner.latest().await.unwrap();
        let before = list.loads();
        runner.latest().await.unwrap();
        runner.list().await.unwrap();
        assert_eq!(list.loads(), before);
    });
}

#[test]
fn one_migration_is_the_same_in_typescript_and_javascript() {
    on_one_thread(async {
        let database = Database::create().await;
        database.runner(&List::of(&["1_a.ts", "2_b.ts"].map(table))).await.latest().await.unwrap();
        let runner = database.runner(&List::of(&["1_a.js", "2_b.js", "3_c.js"].map(table))).await;
        assert_eq!(runner.latest().await.unwrap(), batch(2, &["3_c.js"]));
        assert_eq!(runner.down(Some("2_b.js")).await.unwrap(), batch(2, &["2_b.js"]));
        assert_eq!(database.ledger().await, ["1 1_a.ts", "2 3_c.js"]);
    });
}

#[test]
fn a_ledger_with_another_name_in_another_schema() {
    on_one_thread(async {
        let database = Database::create().await;
        database.execute("create schema app").await;
        let settings = MigrationSettings {
            table_name: "Ledger's".to_owned(),
            schema_name: Some("app".to_owned()),
            ..MigrationSettings::default()
        };
        let runner = database.runner_with(&List::of(&[table("1_a.ts")]), settings).await;
        assert_eq!(runner.latest().await.unwrap(), batch(1, &["1_a.ts"]));
        assert_eq!(runner.latest().await.unwrap(), batch(1, &[]));
        let names = database.column("select name from app.\"Ledger's\"").await;
        assert_eq!((names, database.tables().await), (vec!["1_a.ts".to_owned()], vec!["1_a".to_owned()]));
    });
}

#[test]
fn the_ledger_is_made_where_knex_looks_for_it() {
    on_one_thread(async {
        let database = Database::create().await;
        let list = List::of(&[table("1_a.ts")]);
        database.runner(&list).await.latest().await.unwrap();
        database
            .execute("create schema app; do $$ begin execute format('alter database %I set search_path = app, public', current_database()); end $$")
            .await;
        let runner = database.runner(&list).await;
        assert_eq!(runner.latest().await.unwrap(), batch(1, &["1_a.ts"]));
        assert_eq!(database.column("select count(*) from app.knex_migrations").await, ["1"]);
    });
}

#[test]
fn transactions_are_those_of_knex() {
    let own = "create table OWN as select pg_current_xact_id()::text as id";
    let all = |wishes: [Option<bool>; 2]| {
        ["1_a.ts", "2_b.ts"].into_iter().zip(wishes).map(|(name, wish)| {
            let sql = own.replace("OWN", &format!("\"{}\"", rungs_run::stem(name)));
            let second =
                format!("insert into \"{}\" select pg_current_xact_id()::text", rungs_run::stem(name));
            let migration = SqlMigration::new(name, &[&sql, &second], &[]);
            match wish {
                Some(wish) => migration.with_transaction(wish),
                None => migration,
            }
        })
    };
    // Wishes of both, transactions disabled for all → how many transactions the four statements run in.
    let cases = [
        ([None, None], false, "1"),
        ([None, Some(false)], false, "3"),
        ([Some(false), Some(false)], false, "4"),
        ([None, None], true, "4"),
        ([Some(true), None], true, "3"),
    ];
    on_one_thread(async {
        for (wishes, disable_transactions, expected) in cases {
            let database = Database::create().await;
            let settings = MigrationSettings { disable_transactions, ..MigrationSettings::default() };
            let list = List::of(&all(wishes).collect::<Vec<_>>());
            database.runner_with(&list, settings).await.latest().await.unwrap();
            let count =
                r#"select count(distinct id) from (select id from "1_a" union all select id from "2_b") x"#;
            assert_eq!(database.column(count).await, [expected], "{wishes:?} {disable_transactions}");
            assert_eq!(database.ledger().await, ["1 1_a.ts", "1 2_b.ts"]);
        }
    });
}
