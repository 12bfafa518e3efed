//! Plays the files of `tests/cases`: what stood before, what was run, what was seen.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use std::path::Path;
use std::{env, fs};

use rungs_postgres::server::{self, LaunchError, ServerChoice};
use rungs_postgres::{Session, Statement};
use rungs_trace::{Traced, Tracer};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    /// Runs before each case.
    #[serde(default)]
    before: String,
    /// Whether each case runs in a transaction.
    #[serde(default = "yes")]
    transaction: bool,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    #[serde(default)]
    before: String,
    run: String,
    /// What is seen of all statements, in order.
    sees: Vec<String>,
    /// The first major version that knows the feature.
    #[serde(default)]
    since: u32,
    /// The last one that does so.
    #[serde(default = "newest")]
    until: u32,
}

fn yes() -> bool {
    true
}

fn newest() -> u32 {
    u32::MAX
}

/// `RUNGS_SERVER=embedded=12` tries another version.
#[test]
fn statements_are_seen_as_they_are() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let choice = env::var("RUNGS_SERVER")
            .map_or_else(|_| ServerChoice::default(), |choice| choice.parse().unwrap());
        let throwaway = match server::throwaway(env!("CARGO_MANIFEST_DIR").as_ref(), &choice).await {
            Ok(throwaway) => throwaway,
            Err(error @ LaunchError::NoBinaries { .. }) => {
                assert!(env::var_os("RUNGS_REQUIRE_SERVERS").is_none_or(|value| value != "1"), "{error}");
                eprintln!("SKIPPED: {error}");
                return;
            }
            Err(error) => panic!("{error}"),
        };
        let session = Session::connect(throwaway.config()).await.unwrap();
        let tracer = Tracer::attach(&session);
        let major = session.server_version_num() / 10_000;
        let (mut played, mut failures) = (0, Vec::new());
        for (name, page) in pages() {
            for case in page.case.iter().filter(|case| (case.since..=case.until).contains(&major)) {
                played += 1;
                run(&session, "DROP SCHEMA public CASCADE; CREATE SCHEMA public").await.unwrap();
                run(&session, &format!("{}; {}", page.before, case.before)).await.unwrap();
                let seen = trace(&session, &tracer, &case.run, page.transaction).await;
                let told: Vec<String> = seen.iter().flat_map(told).collect();
                if told != case.sees {
                    failures.push(format!(
                        "{name}: {}\n  saw      {told:#?}\n  expected {:#?}",
                        case.run, case.sees
                    ));
                }
            }
        }
        assert!(played > 0, "no cases");
        assert!(failures.is_empty(), "{} of {played} failed\n\n{}", failures.len(), failures.join("\n\n"));
        eprintln!("{played} cases on PostgreSQL {major}");
    });
}

async fn trace(session: &Session, tracer: &Tracer, sql: &str, transaction: bool) -> Vec<Traced> {
    tracer.baseline().await.unwrap();
    tracer.start();
    if transaction {
        run(session, "BEGIN").await.unwrap();
    }
    // What fails is seen to fail.
    let _ = run(session, sql).await;
    if transaction {
        run(session, "COMMIT").await.unwrap();
    }
    let trace = tracer.stop().unwrap();
    trace
        .statements
        .into_iter()
        .filter(|seen| !["BEGIN", "COMMIT"].contains(&seen.statement.sql.as_str()))
        .collect()
}

/// The effects, and what else a statement can be.
fn told(seen: &Traced) -> Vec<String> {
    let mut told = seen.effects();
    let created = seen.created.iter().filter(|relation| relation.kind.is_queried());
    told.extend(created.map(|relation| format!("creates {relation}")));
    told.extend(seen.failure.iter().map(|failure| format!("fails: {failure}")));
    if seen.is_read {
        told.push(if seen.reads_rows { "reads rows" } else { "reads the schema" }.to_owned());
    }
    told
}

async fn run(session: &Session, sql: &str) -> Result<(), rungs_postgres::Error> {
    session.execute(&Statement::new(sql)).await.map(drop)
}

fn pages() -> Vec<(String, Page)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let page = |file: &Path| {
        let text = fs::read_to_string(file).unwrap();
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    };
    files.iter().map(|file| (file.file_name().unwrap().to_string_lossy().into_owned(), page(file))).collect()
}
