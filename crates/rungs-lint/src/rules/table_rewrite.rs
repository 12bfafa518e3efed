//! Tables in use are not written anew.

use std::sync::LazyLock;

use regex::Regex;
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
        "// Expand, then contract. 1: a column of the new type beside the old one, written by both, filled in batches;\nawait knex.schema.alterTable(\"TABLE\", (table) => {\n  table.specificType(\"COLUMN_new\", \"TYPE\");\n});\n// 2: the application reads the new one; 3, in a later release: the old one is dropped.",
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

/// `ALTER COLUMN name TYPE …`; of several the first.
static NEW_TYPE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?i)\balter\s+(?:column\s+)?"?(?<column>\w+)"?\s+(?:set\s+data\s+)?type\s+(?<type>[\w"]+(?:\s+(?:varying|precision))?(?:\s*\([^)]*\))?(?:\s+with(?:out)?\s+time\s+zone)?(?:\[\])*)"#,
    )
    .ok()
});

/// The column that a statement gives a type, and the type.
fn new_type(sql: &str) -> Option<(String, String)> {
    let captures = NEW_TYPE.as_ref()?.captures(sql)?;
    Some((captures["column"].to_owned(), captures["type"].replace('"', "")))
}

fn fix(ran: &Ran<'_>, table: &Relation) -> String {
    let words: Vec<String> = sql::words(&ran.traced.statement.sql).collect();
    let fits = |(word, _): &&(&str, &str)| word.is_empty() || words.iter().any(|said| said == word);
    let text = FIXES.iter().find(fits).map_or("", |(_, text)| text);
    let (column, data_type) =
        new_type(&ran.traced.statement.sql).unwrap_or_else(|| ("column".to_owned(), "bigint".to_owned()));
    let text = text.replace("\"COLUMN_new\"", &format!("\"{column}_new\""));
    let text = text.replace("\"TYPE\"", &format!("\"{data_type}\""));
    text.replace("TABLE TABLE", &format!("TABLE {}", written(table)))
        .replace("\"TABLE\"", &format!("\"{}\"", table.name))
        .replace("needs TABLE", &format!("needs {}", written(table)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_type_is_the_one_that_is_written() {
        let rows = [
            (
                r#"alter table "s" alter column "weight_kg" type decimal(7, 2) using ("weight_kg"::decimal(7, 2))"#,
                "weight_kg decimal(7, 2)",
            ),
            (
                "ALTER TABLE s ALTER at SET DATA TYPE timestamp(3) with time zone, ALTER b TYPE int",
                "at timestamp(3) with time zone",
            ),
            ("ALTER TABLE s ALTER COLUMN tags TYPE character varying(9)[]", "tags character varying(9)[]"),
        ];
        for (sql, told) in rows {
            assert_eq!(
                new_type(sql).map(|(column, data_type)| format!("{column} {data_type}")).as_deref(),
                Some(told)
            );
        }
    }
}
