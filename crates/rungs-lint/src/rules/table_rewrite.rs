//! Tables in use are not written anew.

use rungs_trace::{Relation, RelationKind, sql};

use super::safety::written;
use crate::facts::{Facts, Ran};
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};
use crate::schema::{Column, Key, KeyClass};

pub(super) const RULE: Rule = Rule {
    name: "table-rewrite",
    group: Group::Safety,
    level: Level::Error,
    text: include_str!("table-rewrite.md"),
    check,
};

/// What to do instead, by a word of the statement; the first that fits counts, the last fits all.
const FIXES: &[(&str, &str)] = &[
    (
        "vacuum",
        "// VACUUM FULL has no place in a migration: plain VACUUM blocks nobody, and the extension pg_repack\n// gives space back while the table is in use.",
    ),
    ("cluster", "// The extension pg_repack orders a table while it is in use."),
    (
        "logged",
        "// PostgreSQL cannot do this while the table is in use: do it while nobody needs TABLE, or make a new\n// table and move the rows over in batches.",
    ),
    (
        "unlogged",
        "// PostgreSQL cannot do this while the table is in use: do it while nobody needs TABLE, or make a new\n// table and move the rows over in batches.",
    ),
    (
        "type",
        "// Expand, then contract. 1: a column of the new type beside the old one, written by both, filled in batches;\nawait knex.schema.alterTable(\"TABLE\", (table) => {\n  table.bigInteger(\"new_column\");\n});\n// 2: the application reads the new one; 3, in a later release: the old one is dropped.",
    ),
    (
        "default",
        "// Add the column without a default, say the default for new rows, and fill the old rows in batches.\nawait knex.raw(`ALTER TABLE TABLE ADD COLUMN new_column uuid`);\nawait knex.raw(`ALTER TABLE TABLE ALTER COLUMN new_column SET DEFAULT gen_random_uuid()`);",
    ),
    (
        "",
        "// Expand, then contract: put what is new beside what is there, fill it in batches, let the application move\n// over, and drop what is old in a later release.",
    ),
];

fn check(facts: &Facts) -> Vec<Found> {
    let mut found = Vec::new();
    for ran in facts.statements() {
        let tables = ran.traced.rewritten.iter();
        for table in tables.filter(|table| ran.has_rows(table) && table.kind == RelationKind::Table) {
            let message = format!("this writes all of `{table}` anew, and {} meanwhile", ran.blocks(table));
            let mut names = computed(facts, &ran, table);
            names.push(&table.name);
            found.push(Found { made: ran.made(&names), message, fix: fix(&ran, table) });
        }
        let rebuilt = ran.traced.indexes.iter().filter(|index| index.is_rebuilt);
        for index in rebuilt.filter(|index| !ran.traced.rewritten.contains(&index.table)) {
            let table = &index.table;
            let blocks = ran.blocks(table);
            let message =
                format!("this builds index `{}` of `{table}` again, and {blocks} meanwhile", index.name);
            found.push(Found { made: ran.made(&[&table.name]), message, fix: fix(&ran, table) });
        }
    }
    found
}

/// The columns that the statement added and whose values are computed row by row.
fn computed<'a>(facts: &'a Facts, ran: &Ran<'_>, table: &Relation) -> Vec<&'a str> {
    let columns = facts.schema.relation(table.oid).map_or(&[][..], |relation| &relation.columns);
    let is_computed = |column: &&Column| {
        let key = Key::part(KeyClass::Column, table.oid, column.number);
        let is_call = column.default.as_deref().is_some_and(|default| default.contains('('));
        (is_call || column.is_generated)
            && facts.made.get(&key) == Some(&ran.migration)
            && sql::words(&ran.traced.statement.sql).any(|word| word.trim_matches('"') == column.name)
    };
    columns.iter().filter(is_computed).map(|column| column.name.as_str()).collect()
}

fn fix(ran: &Ran<'_>, table: &Relation) -> String {
    let words: Vec<String> = sql::words(&ran.traced.statement.sql).collect();
    let fits = |(word, _): &&(&str, &str)| word.is_empty() || words.iter().any(|said| said == word);
    let text = FIXES.iter().find(fits).map_or("", |(_, text)| text);
    text.replace("TABLE TABLE", &format!("TABLE {}", written(table)))
        .replace("\"TABLE\"", &format!("\"{}\"", table.name))
        .replace("needs TABLE", &format!("needs {}", written(table)))
}
