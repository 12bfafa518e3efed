//! Functions, procedures and aggregates: what they are called with and what comes back. Their code is in the migrations.

use super::page::{Page, code, plain};
use crate::kind::Kind;
use crate::snapshot::{Record, Snapshot};

const KINDS: &[Kind] = &[Kind::Function, Kind::Procedure, Kind::Aggregate];

pub(super) fn write(page: &mut Page, snapshot: &Snapshot) {
    let routines = snapshot.records().iter().filter(|record| KINDS.contains(&record.object.kind));
    let rows: Vec<Vec<String>> = routines.map(row).collect();
    if !rows.is_empty() {
        page.heading(0, "Functions");
        page.table(&["Name", "Kind", "Returns", "Language", "Comment"], &rows);
    }
}

fn row(record: &Record) -> Vec<String> {
    let definition = record.value("definition").unwrap_or_default();
    // `pg_get_functiondef` gives each its own line, after one space.
    let line = |start: &str| definition.lines().find_map(|line| line.strip_prefix(start)).unwrap_or_default();
    let returns = record.value("result type").unwrap_or_else(|| line(" RETURNS "));
    // What follows the language in its line are the function's attributes.
    let language = line(" LANGUAGE ").split_whitespace().next().unwrap_or_default();
    vec![
        code(&record.object.written_name()),
        record.object.kind.word().to_owned(),
        if returns.is_empty() { String::new() } else { code(returns) },
        language.to_owned(),
        record.value("comment").map_or_else(String::new, plain),
    ]
}
