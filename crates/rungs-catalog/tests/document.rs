//! Data designs of the schemas in `tests/document`, and what Mermaid makes of their diagrams.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

mod support;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use rungs_catalog::{DataDesign, FrequentQuery, PendingChange, Snapshot};
use rungs_postgres::Session;

use support::{block_on, choice, run, server, skipped, snapshot};

/// The version that the expected texts are of: others print some definitions otherwise.
const WRITTEN_ON: u32 = 18;

fn schema(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/document").join(name)).unwrap()
}

fn design(snapshot: &Snapshot) -> DataDesign<'_> {
    DataDesign {
        snapshot,
        migrations: vec!["1_first".to_owned(), "2_last".to_owned()],
        queries: Vec::new(),
        pending: Vec::new(),
        level: 3,
    }
}

async fn made(session: &Session, sql: &str) -> Snapshot {
    run(session, &format!("BEGIN; {sql}")).await.unwrap();
    let made = snapshot(session).await;
    run(session, "ROLLBACK").await.unwrap();
    made
}

#[test]
fn a_design_tells_all_there_is() {
    block_on(async {
        let Some((_server, session)) = server(&choice()).await else { return };
        let snapshot = made(&session, &schema("shop.sql")).await;
        if snapshot.major() != WRITTEN_ON {
            return;
        }
        let mut design = design(&snapshot);
        let index = ("public".to_owned(), "orders_customer".to_owned());
        design.queries =
            vec![FrequentQuery { name: "orders of a customer".to_owned(), indexes: vec![index] }];
        insta::assert_snapshot!(design.to_markdown());
    });
}

#[test]
fn pending_changes_are_told_going_forwards() {
    block_on(async {
        let Some((_server, session)) = server(&choice()).await else { return };
        let before = "CREATE TABLE people (id int PRIMARY KEY, age int DEFAULT 18, old text)";
        let after = "ALTER TABLE people ALTER age TYPE bigint, ALTER age DROP DEFAULT, ALTER age SET NOT NULL, DROP old, \
                     ADD email text; COMMENT ON TABLE people IS 'all of | us'; CREATE INDEX people_email ON people (email)";
        let before_it = made(&session, before).await;
        let after_it = made(&session, &format!("{before}; {after}")).await;
        let mut design = design(&after_it);
        design.pending = vec![
            PendingChange {
                migration: "2_last".to_owned(),
                difference: Snapshot::diff(&before_it, &after_it),
            },
            PendingChange {
                migration: "3_data".to_owned(),
                difference: Snapshot::diff(&after_it, &after_it),
            },
        ];
        let text = design.to_markdown();
        let section = text.split("### ").find(|section| section.starts_with("Pending changes")).unwrap();
        insta::assert_snapshot!(section);
    });
}

/// Odd names, and enough tables that diagrams are split.
#[test]
fn diagrams_are_mermaid() {
    block_on(async {
        let Some((_server, session)) = server(&choice()).await else { return };
        let mut designs = Vec::new();
        for sql in [
            schema("shop.sql"),
            schema("odd.sql"),
            many_tables(),
            format!("{}; CREATE SCHEMA b; CREATE TABLE b.x ()", many_tables()),
        ] {
            designs.push(design(&made(&session, &sql).await).to_markdown());
        }
        assert!(!designs[1].lines().any(|line| line.starts_with("<!--")), "{}", designs[1]);
        let titles: Vec<&str> =
            designs[2].lines().filter_map(|line| line.strip_prefix("#### Around ")).collect();
        assert_eq!(titles, ["`hub`", "`t30`"]);
        assert!(designs[2].contains("#### Without foreign keys"));
        assert!(
            designs[3].contains("#### Schema `b`")
                && designs[3].contains("#### Schema `public`: around `hub`")
        );
        let diagrams: Vec<&str> = designs.iter().flat_map(|design| mermaid_blocks(design)).collect();
        assert!(diagrams.len() >= 9, "{}", diagrams.len());
        parse(&diagrams);
    });
}

/// One component of 26, one of 2, and 2 tables alone.
fn many_tables() -> String {
    let mut sql = "CREATE TABLE hub (id int PRIMARY KEY); ".to_owned();
    for number in 0..25 {
        sql += &format!(
            "CREATE TABLE t{number} (id int PRIMARY KEY, hub_id int REFERENCES hub (id), other text); "
        );
    }
    sql + "CREATE TABLE t30 (id int PRIMARY KEY); CREATE TABLE t31 (id int REFERENCES t30 (id)); CREATE TABLE t32 (); CREATE TABLE t33 ();"
}

fn mermaid_blocks(text: &str) -> impl Iterator<Item = &str> {
    text.split("```mermaid\n").skip(1).map(|rest| rest.split("\n```").next().unwrap())
}

/// Mermaid's own parser, where Node and it are there: `npm install` in `tests/oracle`, or the `node_modules` that
/// `RUNGS_MERMAID_MODULES` names.
fn parse(diagrams: &[&str]) {
    let modules = std::env::var_os("RUNGS_MERMAID_MODULES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/oracle/node_modules"),
        Into::into,
    );
    let entry = modules.join("mermaid/dist/mermaid.core.mjs");
    if !entry.is_file() {
        return skipped(&format!("no Mermaid in {}", modules.display())).unwrap_or_default();
    }
    let script = "const { default: mermaid } = await import(process.argv[1]); let all = ''; \
                  for await (const piece of process.stdin) all += piece; \
                  for (const diagram of JSON.parse(all)) await mermaid.parse(diagram).catch((error) => { \
                  console.error(`${error.message}\\n${diagram}`); process.exitCode = 1; });";
    let mut node = Command::new("node")
        .args(["--input-type=module", "--eval", script])
        .arg(&entry)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    node.stdin.take().unwrap().write_all(serde_json::to_string(diagrams).unwrap().as_bytes()).unwrap();
    assert!(node.wait().unwrap().success(), "Mermaid refuses a diagram");
}
