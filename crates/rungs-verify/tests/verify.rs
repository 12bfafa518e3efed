//! Verdicts on migrations in plain SQL.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use std::env;
use std::path::Path;

use async_trait::async_trait;
use rungs_catalog::Scope;
use rungs_postgres::server::{self, LaunchError, ServerChoice};
use rungs_postgres::{Origin, Session, Statement};
use rungs_run::{Completion, FrontEndError, Migration, RunContext, Wishes};
use rungs_verify::{VerdictKind, Verifier};

struct Sql {
    name: &'static str,
    up: &'static str,
    down: &'static str,
    transaction: Option<bool>,
}

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
        Ok(Wishes { transaction: self.transaction })
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

const IN_TRANSACTION: Option<bool> = None;

/// Each with what is said of it; those after a broken one are judged all the same.
const MIGRATIONS: &[(Sql, &[&str])] = &[
    (
        Sql {
            name: "1_people",
            up: "CREATE TABLE people (id serial PRIMARY KEY, age int DEFAULT 18, name text)",
            down: "DROP TABLE people",
            transaction: IN_TRANSACTION,
        },
        &[],
    ),
    (
        Sql {
            name: "2_forgetful",
            up: "CREATE INDEX people_name_index ON people (name); ALTER TABLE people ALTER age DROP DEFAULT; CREATE TYPE mood AS ENUM ('ok')",
            down: "ALTER TABLE people ALTER age SET DEFAULT 0; DROP TYPE mood",
            transaction: IN_TRANSACTION,
        },
        &[
            "`down` restores default of `people.age` as `0` instead of `18`",
            "`down` leaves index `people_name_index`",
            "`up` after `down` fails: relation \"people_name_index\" already exists (42P07)",
        ],
    ),
    (
        Sql {
            name: "3_down_fails",
            up: "CREATE TABLE a (id int)",
            down: "DROP TABLE b",
            transaction: IN_TRANSACTION,
        },
        &["`down` fails: table \"b\" does not exist (42P01)"],
    ),
    (
        Sql {
            name: "4_up_fails",
            up: "CREATE TABLE a (id int)",
            down: "DROP TABLE a",
            transaction: IN_TRANSACTION,
        },
        &["`up` fails: relation \"a\" already exists (42P07)"],
    ),
    (
        Sql {
            name: "5_concurrently",
            up: "CREATE INDEX CONCURRENTLY people_age_index ON people (age)",
            down: "DROP INDEX CONCURRENTLY people_age_index",
            transaction: Some(false),
        },
        &[],
    ),
    (
        Sql {
            name: "6_differs_the_second_time",
            up: "DO $$ BEGIN IF to_regclass('seen') IS NULL THEN CREATE SEQUENCE seen; ELSE CREATE TABLE twice (id int); END IF; END $$",
            down: "",
            transaction: IN_TRANSACTION,
        },
        &["`down` leaves sequence `seen`"],
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
        let session = Session::connect(server.config()).await.unwrap();
        let mut verifier = Verifier::new(session, Scope::default(), true).await.unwrap();
        for (migration, expected) in MIGRATIONS {
            let verdict = verifier.verify(migration).await.unwrap();
            let said: Vec<&str> = verdict.findings.iter().map(|finding| finding.message.as_str()).collect();
            assert_eq!(said, *expected, "{}", migration.name);
            assert_eq!(verdict.kind == VerdictKind::Reversible, expected.is_empty());
            for finding in &verdict.findings {
                let line = if finding.message.starts_with("`down` fails") { 2 } else { 1 };
                let made_in_a_file = finding.line.is_none_or(|found| found == line);
                assert!(made_in_a_file, "{finding:?}");
            }
        }
    });
}
