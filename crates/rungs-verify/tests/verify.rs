//! Verdicts on migrations in plain SQL.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use std::env;
use std::path::Path;
use std::rc::Rc;

use async_trait::async_trait;
use rungs_postgres::server::{self, LaunchError, ServerChoice};
use rungs_postgres::{Origin, Statement};
use rungs_run::{Completion, FrontEndError, Migration, RunContext, Wishes};
use rungs_verify::{Settings, Stage, Unprepared, VerdictKind, Verifier};

#[derive(Clone)]
struct Sql {
    name: &'static str,
    up: &'static str,
    down: &'static str,
    transaction: Option<bool>,
    irreversible: Option<&'static str>,
}

/// What most are: in a transaction, to be taken back.
const PLAIN: Sql = Sql { name: "", up: "", down: "", transaction: None, irreversible: None };

impl Sql {
    async fn run(&self, sql: &str, line: u32, run: &RunContext) -> Result<Completion, FrontEndError> {
        let origin = Origin { file: self.name.into(), line, column: 1 };
        run.session.execute(&Statement::new(sql).with_origin(origin)).await?;
        Ok(Completion::Awaited)
    }
}

#[async_trait(?Send)]
impl Migration for Sql {
    fn name(&self) -> &str {
        self.name
    }
    fn path(&self) -> Option<&Path> {
        None
    }
    async fn wishes(&self) -> Result<Wishes, FrontEndError> {
        Ok(Wishes { transaction: self.transaction, irreversible: self.irreversible.map(str::to_owned) })
    }
    async fn check(&self) -> Result<(), FrontEndError> {
        Ok(())
    }
    async fn up(&self, run: &RunContext) -> Result<Completion, FrontEndError> {
        self.run(self.up, 1, run).await
    }
    async fn down(&self, run: &RunContext) -> Result<Completion, FrontEndError> {
        self.run(self.down, 2, run).await
    }
}

/// Each with what is said of it; those after a broken one are judged all the same.
const MIGRATIONS: &[(Sql, &[&str])] = &[
    (
        Sql {
            name: "1_people",
            up: "CREATE TABLE people (id serial PRIMARY KEY, age int DEFAULT 18, name text)",
            down: "DROP TABLE people",
            ..PLAIN
        },
        &[],
    ),
    (
        Sql {
            name: "2_forgetful",
            up: "CREATE INDEX people_name_index ON people (name); ALTER TABLE people ALTER age DROP DEFAULT; CREATE TYPE mood AS ENUM ('ok')",
            down: "ALTER TABLE people ALTER age SET DEFAULT 0; DROP TYPE mood",
            ..PLAIN
        },
        &[
            "`down` restores default of `people.age` as `0` instead of `18`",
            "`down` leaves index `people_name_index`",
            "`up` after `down` fails: relation \"people_name_index\" already exists",
        ],
    ),
    (
        Sql { name: "3_down_fails", up: "CREATE TABLE a (id int)", down: "DROP TABLE b", ..PLAIN },
        &["`down` fails: table \"b\" does not exist"],
    ),
    (
        Sql { name: "4_up_fails", up: "CREATE TABLE a (id int)", down: "DROP TABLE a", ..PLAIN },
        &["`up` fails: relation \"a\" already exists"],
    ),
    (
        Sql {
            name: "5_concurrently",
            up: "CREATE INDEX CONCURRENTLY people_age_index ON people (age)",
            down: "DROP INDEX CONCURRENTLY people_age_index",
            transaction: Some(false),
            ..PLAIN
        },
        &[],
    ),
    (
        Sql {
            name: "6_differs_the_second_time",
            up: "DO $$ BEGIN IF to_regclass('seen') IS NULL THEN CREATE SEQUENCE seen; ELSE CREATE TABLE twice (id int); END IF; END $$",
            down: "",
            ..PLAIN
        },
        &["`down` leaves sequence `seen`", "`up` after `down` leaves table `twice`"],
    ),
    (
        Sql {
            name: "7_broken_without_a_transaction",
            up: "CREATE INDEX CONCURRENTLY people_both_index ON people (age, name)",
            down: "ALTER TABLE people DROP COLUMN name",
            transaction: Some(false),
            ..PLAIN
        },
        &["`down` forgets column `people.name`", "`up` after `down` fails: column \"name\" does not exist"],
    ),
    (
        Sql {
            name: "8_stands_on_what_was_set_back",
            up: "CREATE VIEW names AS SELECT name FROM people",
            down: "DROP VIEW names",
            ..PLAIN
        },
        &[],
    ),
    (
        Sql {
            name: "9_made_by_a_function",
            up: "DO $$ BEGIN EXECUTE format('CREATE TABLE %I (id int)', 'hid' || 'den'); END $$",
            down: "",
            ..PLAIN
        },
        &["`down` leaves table `hidden`", "`up` after `down` fails: relation \"hidden\" already exists"],
    ),
    (
        Sql {
            name: "10_one_way",
            up: "DROP VIEW names",
            down: "SELECT 1 / 0",
            irreversible: Some("nobody looks at names any more"),
            ..PLAIN
        },
        &[],
    ),
];

#[test]
fn each_migration_gets_its_verdict() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let choice =
            env::var("RUNGS_SERVER").map_or_else(|_| ServerChoice::default(), |text| text.parse().unwrap());
        let server = match server::throwaway(env!("CARGO_MANIFEST_DIR").as_ref(), &choice).await {
            Ok(server) => server,
            Err(error @ LaunchError::NoBinaries { .. }) => {
                assert!(env::var_os("RUNGS_REQUIRE_SERVERS").is_none_or(|value| value != "1"), "{error}");
                return eprintln!("SKIPPED: {error}");
            }
            Err(error) => panic!("{error}"),
        };
        let stage = Stage::new(Rc::new(server), Rc::new(Unprepared)).await.unwrap();
        let mut verifier = Verifier::new(stage, Settings::default()).await.unwrap();
        for (sql, expected) in MIGRATIONS {
            let migration: Rc<dyn Migration> = Rc::new(sql.clone());
            let verdict = verifier.verify(&migration).await.unwrap();
            let said: Vec<&str> = verdict.findings.iter().map(|finding| finding.message.as_str()).collect();
            assert_eq!(said, *expected, "{}", sql.name);
            let kind = match (expected.is_empty(), sql.irreversible) {
                (true, Some(_)) => VerdictKind::Irreversible,
                (true, None) => VerdictKind::Reversible,
                (false, _) => VerdictKind::Broken,
            };
            assert_eq!(verdict.kind, kind, "{}", sql.name);
            assert_eq!(verdict.reason.as_deref(), sql.irreversible);
            for finding in &verdict.findings {
                let line = if finding.message.starts_with("`down` fails") { 2 } else { 1 };
                // What the server refuses has no place here: the front-end gives it one.
                let is_known = finding.object.is_some();
                assert!(finding.line.map_or(!is_known, |found| found == line), "{finding:?}");
            }
        }
    });
}
