//! No index does what another one does.

use super::fix::alter_table;
use crate::facts::{Facts, Made};
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};
use crate::schema::{ConstraintKind, Index, Key, KeyClass, Schema};

pub(super) const RULE: Rule = Rule {
    name: "redundant-index",
    group: Group::Conventions,
    level: Level::Warning,
    text: include_str!("redundant-index.md"),
    check,
};

fn check(facts: &Facts) -> Vec<Found> {
    let schema = &facts.schema;
    let indexes = schema.indexes.iter().filter(|index| index.is_valid && !index.is_part);
    indexes
        .filter_map(|index| {
            let better =
                schema.indexes_of(index.table).find(|other| makes_redundant(schema, index, other))?;
            let table = schema.relation(index.table)?;
            let made = |one: &Index| {
                let key = Key::part(KeyClass::Index, one.table, &one.name);
                let mut names = vec![one.name.as_str()];
                names.extend(table.names(one.key_columns()));
                names.push(&table.name);
                facts.made(&key, &names)
            };
            let how = if index.forms == better.forms { "does the same as" } else { "is the beginning of" };
            Some(Found {
                made: later(made(index), made(better))?,
                message: format!(
                    "index `{}` of `{}` {how} `{}`",
                    index.name,
                    table.written_name(),
                    better.name
                ),
                fix: alter_table(
                    table,
                    &format!(
                        "table.{}([], \"{}\");",
                        if index.is_of_constraint { "dropUnique" } else { "dropIndex" },
                        index.name
                    ),
                ),
            })
        })
        .collect()
}

/// Whichever of the two came later; of one migration the one that is not needed.
fn later(index: Option<Made>, better: Option<Made>) -> Option<Made> {
    match (index, better) {
        (Some(index), Some(better)) if better.migration > index.migration => Some(better),
        (index, better) => index.or(better),
    }
}

/// Whether all that `index` is good for, `other` is good for.
fn makes_redundant(schema: &Schema, index: &Index, other: &Index) -> bool {
    let fits = index.oid != other.oid
        && other.is_valid
        && !index.is_primary
        && index.method == other.method
        && index.predicate == other.predicate
        && !is_relied_on(schema, index)
        && index.columns[index.key_columns().len()..].iter().all(|included| other.columns.contains(included));
    let same = index.forms == other.forms;
    if !fits {
        return false;
    }
    if same {
        let keeps_unique =
            !index.is_unique || (other.is_unique && index.nulls_not_distinct == other.nulls_not_distinct);
        // Of two that are alike the later one goes, and one that a constraint needs stays.
        let includes_more = other.columns.len() > index.columns.len();
        return keeps_unique
            && (weight(other) > weight(index)
                || includes_more && weight(other) == weight(index)
                || weight(other) == weight(index)
                    && other.columns.len() == index.columns.len()
                    && other.oid < index.oid);
    }
    index.method == "btree" && !index.is_unique && other.forms.starts_with(&index.forms)
}

fn weight(index: &Index) -> u8 {
    u8::from(index.is_primary) * 4 + u8::from(index.is_of_constraint) * 2 + u8::from(index.is_unique)
}

/// Whether a foreign key points to the columns that the index keeps unique.
fn is_relied_on(schema: &Schema, index: &Index) -> bool {
    let mut keys =
        schema.constraints.iter().filter(|constraint| constraint.kind == ConstraintKind::ForeignKey);
    keys.any(|key| key.index == Some(index.oid))
}
