//! Names are in snake_case.

use crate::facts::Facts;
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};
use crate::schema::{Key, KeyClass};

pub(super) const RULE: Rule = Rule {
    name: "snake-case",
    group: Group::Conventions,
    level: Level::Error,
    text: include_str!("snake-case.md"),
    check,
};

fn check(facts: &Facts) -> Vec<Found> {
    let mut found: Vec<Found> = relations(facts);
    found.extend(columns(facts));
    found.extend(parts(facts));
    found.extend(others(facts));
    found
}

fn relations(facts: &Facts) -> Vec<Found> {
    let named = facts.schema.relations.iter().filter(|relation| !is_snake_case(&relation.name));
    named
        .filter_map(|relation| {
            let key = Key::of(KeyClass::Relation, relation.oid);
            let made = facts.named(&key, &relation.name, &[&relation.name])?;
            let word = if relation.is_table() { "table" } else { "view" };
            Some(found(made, word, &relation.name, &relation.name))
        })
        .collect()
}

/// A view's column has its table's name mostly, which is told there.
fn columns(facts: &Facts) -> Vec<Found> {
    let tables = || facts.schema.relations.iter().filter(|relation| relation.is_table());
    let mut seen: Vec<&str> = Vec::new();
    let mut list = Vec::new();
    let views = facts.schema.relations.iter().filter(|relation| !relation.is_table());
    for relation in tables().filter(|table| !table.is_partition).chain(views) {
        for column in relation.columns.iter().filter(|column| !is_snake_case(&column.name)) {
            if !relation.is_table() && seen.contains(&column.name.as_str()) {
                continue;
            }
            seen.push(&column.name);
            let key = Key::part(KeyClass::Column, relation.oid, column.number);
            let Some(made) = facts.named(&key, &column.name, &[&column.name, &relation.name]) else {
                continue;
            };
            list.push(found(
                made,
                "column",
                &format!("{}.{}", relation.written_name(), column.name),
                &column.name,
            ));
        }
    }
    list
}

/// Constraints and indexes. One that is named after a table or column has its wrong letters from there.
fn parts(facts: &Facts) -> Vec<Found> {
    let schema = &facts.schema;
    let constraints =
        schema.constraints.iter().map(|one| (KeyClass::Constraint, one.table, &one.name, "constraint"));
    let own = schema.indexes.iter().filter(|index| !index.is_of_constraint && !index.is_part);
    let indexes = own.map(|one| (KeyClass::Index, one.table, &one.name, "index"));
    constraints
        .chain(indexes)
        .filter(|(_, table, name, _)| !is_snake_case(name) && !is_inherited(facts, *table, name))
        .filter_map(|(class, table, name, word)| {
            let relation = schema.relation(table)?;
            let made = facts.named(&Key::part(class, table, name), name, &[name, &relation.name])?;
            Some(found(made, word, name, name))
        })
        .collect()
}

fn others(facts: &Facts) -> Vec<Found> {
    let named = facts.schema.named.iter().filter(|named| !is_snake_case(&named.name));
    named
        .filter(|named| named.table.is_none_or(|table| !is_inherited(facts, table, &named.name)))
        .filter_map(|named| {
            let made = facts.named(&named.key(), &named.name, &[&named.name])?;
            Some(found(made, &named.word, &named.name, &named.name))
        })
        .collect()
}

fn is_inherited(facts: &Facts, table: u32, name: &str) -> bool {
    let Some(relation) = facts.schema.relation(table) else { return false };
    let mut names = relation.columns.iter().map(|column| &column.name).chain([&relation.name]);
    names.any(|part| !is_snake_case(part) && name.contains(part.as_str()))
}

fn found(made: crate::facts::Made, word: &str, whole: &str, name: &str) -> Found {
    let snake = snake_case(name);
    Found {
        made,
        message: format!("{word} `{whole}` is not in snake_case"),
        fix: match word {
            "column" => format!(
                "table.renameColumn(\"{name}\", \"{snake}\"); // or call it \"{snake}\" from the start"
            ),
            "table" => format!(
                "await knex.schema.renameTable(\"{name}\", \"{snake}\"); // or call it \"{snake}\" from the start"
            ),
            _ => format!("Call it \"{snake}\"."),
        },
    }
}

/// Small letters, digits and underscores; no digit first.
fn is_snake_case(name: &str) -> bool {
    let letter = |c: char| c == '_' || c.is_ascii_digit() || (c.is_alphabetic() && !c.is_uppercase());
    name.chars().all(letter) && !name.starts_with(|c: char| c.is_ascii_digit())
}

fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    let mut before = '_';
    for c in name.chars() {
        if c.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit()) {
            snake.push('_');
        }
        if c.is_alphanumeric() {
            snake.extend(c.to_lowercase());
        } else if !snake.ends_with('_') {
            snake.push('_');
        }
        before = c;
    }
    if snake.starts_with(|c: char| c.is_ascii_digit()) { format!("_{snake}") } else { snake }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_in_snake_case() {
        let names = ["createdAt", "UserAccounts", "HTTPStatus", "first name", "2fa", "x"];
        let snake: Vec<String> = names.iter().map(|name| snake_case(name)).collect();
        assert_eq!(snake, ["created_at", "user_accounts", "httpstatus", "first_name", "_2fa", "x"]);
    }
}
