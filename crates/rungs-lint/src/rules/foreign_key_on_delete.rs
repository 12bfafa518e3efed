//! Foreign keys say what happens to their rows.

use super::fix::columns;
use crate::facts::Facts;
use crate::facts::clauses;
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};
use crate::schema::{ConstraintKind, Relation};

pub(super) const RULE: Rule = Rule {
    name: "foreign-key-on-delete",
    group: Group::Conventions,
    level: Level::Error,
    text: include_str!("foreign-key-on-delete.md"),
    check,
};

/// What the catalog has where nothing was said, and where `NO ACTION` was (manual, "pg_constraint").
const NO_ACTION: char = 'a';

fn check(facts: &Facts) -> Vec<Found> {
    let keys =
        facts.made_constraints().filter(|(_, constraint, _)| constraint.kind == ConstraintKind::ForeignKey);
    keys.filter(|(_, key, _)| key.on_delete == Some(NO_ACTION))
        .filter(|(table, key, made)| {
            let mut names = table.names(&key.columns);
            names.push(&key.name);
            made.statement.as_ref().is_none_or(|statement| !says_on_delete(&statement.sql, &names))
        })
        .map(|(table, key, made)| {
            let target = key.references.and_then(|target| facts.schema.relation(target));
            let name = target.map(Relation::written_name).unwrap_or_default();
            let referenced = target.map(|target| target.names(&key.referenced)).unwrap_or_default();
            Found {
                made,
                message: format!(
                    "foreign key `{}` of `{}` does not say what becomes of its rows when those of `{name}` are deleted",
                    key.name,
                    table.written_name()
                ),
                fix: format!(
                    "table.foreign({}).references({}).inTable(\"{name}\").onDelete(\"CASCADE\"); // or RESTRICT, SET NULL, NO ACTION",
                    columns(&table.names(&key.columns)),
                    columns(&referenced)
                ),
            }
        })
        .collect()
}

/// Whether the clause about the key says `ON DELETE`. Where there is none, as when the text was put together in a block, it is
/// looked for anywhere.
fn says_on_delete(sql: &str, names: &[&str]) -> bool {
    let clauses = clauses(sql);
    let about = |clause: &&Vec<String>| {
        let says = |word: &str| clause.iter().any(|said| said == word);
        says("references") && names.iter().any(|name| says(name))
    };
    let on_delete = |clause: &Vec<String>| clause.windows(2).any(|pair| pair == ["on", "delete"]);
    match clauses.iter().filter(about).min_by_key(|clause| clause.len()) {
        Some(clause) => on_delete(clause),
        None => sql.to_lowercase().contains("on delete no action"),
    }
}
