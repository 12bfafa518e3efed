//! Columns that always have a value say so.

use crate::facts::Facts;
use crate::facts::clauses;
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};
use crate::schema::Column;

pub(super) const RULE: Rule = Rule {
    name: "not-null",
    group: Group::Conventions,
    level: Level::Warning,
    text: include_str!("not-null.md"),
    check,
};

/// Columns that each row has a value for, whoever writes it.
const ALWAYS: &[&str] = &["created_at", "updated_at"];

fn check(facts: &Facts) -> Vec<Found> {
    facts
        .made_columns()
        .filter(|(_, column, _)| !column.not_null && !column.is_generated)
        .filter_map(|(table, column, made)| {
            let name = format!("{}.{}", table.written_name(), column.name);
            let message = if ALWAYS.contains(&column.name.as_str()) {
                format!("`{name}` takes nulls")
            } else if has_default(column) {
                format!("`{name}` has a default and takes nulls all the same")
            } else {
                return None;
            };
            let wished =
                made.statement.as_ref().is_some_and(|statement| says_null(&statement.sql, &column.name));
            let fix =
                format!(".notNullable() // or .nullable(), where null means something: `{}`", column.name);
            (!wished).then_some(Found { made, message, fix })
        })
        .collect()
}

fn has_default(column: &Column) -> bool {
    column.default.as_ref().is_some_and(|default| !default.starts_with("NULL"))
}

/// Whether the clause about the column says `NULL`, as `.nullable()` has the builder write it.
fn says_null(sql: &str, column: &str) -> bool {
    let clauses = clauses(sql);
    let about = clauses.iter().filter_map(|clause| {
        let at = clause.iter().take(10).position(|word| word == column)?;
        Some(&clause[at..])
    });
    let Some(clause) = about.min_by_key(|clause| clause.len()) else { return false };
    let before = |at: usize| clause[at - 1].as_str();
    (1..clause.len())
        .any(|at| clause[at] == "null" && !matches!(before(at), "not" | "set" | "default" | "is"))
}
