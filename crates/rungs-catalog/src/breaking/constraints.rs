//! Constraints and keys of tables that stand before and after.

use super::changes::{Changes, Pair};
use super::checks::enforced;
use super::{Breaking, BreakingKind};
use crate::kind::Kind;
use crate::object::{Object, quoted};
use crate::snapshot::Record;

/// How a definition begins.
const PRIMARY: &str = "PRIMARY KEY (";
const UNIQUE: &str = "UNIQUE (";
const KEYS: &[&str] = &[PRIMARY, UNIQUE, "UNIQUE NULLS NOT DISTINCT ("];

impl Changes<'_> {
    pub(super) fn constraints(&self, pair: &Pair<'_>, found: &mut Vec<Breaking>) {
        let Some(table) = pair.before.record.filter(|record| record.object.kind == Kind::Table) else {
            return;
        };
        if pair.after.record.is_none_or(|record| record.object.kind != Kind::Table) {
            return;
        }
        let table = &table.object;
        primary_key(pair, table, found);
        lost_keys(pair, table, found);
        for is in &pair.after.constraints {
            let Some(new) = is.value("definition") else { continue };
            if new.starts_with(PRIMARY) || self.stood(pair, new) {
                continue;
            }
            let named = pair.before.constraints.iter().find(|was| was.object.name == is.object.name);
            let old = named.and_then(|was| was.value("definition"));
            if new.starts_with(UNIQUE) {
                if !is_free(pair, new, Columns::Any) && !is_implied(pair, new) {
                    found.push(added(table, is, new));
                }
            } else if new.starts_with("FOREIGN KEY") || new.starts_with("EXCLUDE") {
                let own = new.split(" REFERENCES ").next().unwrap_or(new);
                match old {
                    _ if is_free(pair, own, Columns::Any) => {}
                    Some(old) => {
                        let (old, new) = (enforced(old), enforced(new));
                        let message = format!("changes {} from `{old}` to `{new}`", is.object);
                        found.push(
                            Breaking::new(table, BreakingKind::Constrained, message).at(place(is, new)),
                        );
                    }
                    None => found.push(added(table, is, new)),
                }
            } else if !is_free(pair, new, Columns::All) {
                self.check(table, is, old.or_else(|| replaced(pair, new)), found);
            }
        }
        for index in &pair.after.unique_indexes {
            let Some(new) = index.value("definition") else { continue };
            let key = keyed(new);
            let is_new =
                !pair.before.unique_indexes.iter().any(|was| was.value("definition").map(keyed) == Some(key));
            if is_new && !is_free(pair, key, Columns::Any) && !is_implied(pair, key) {
                let message = format!("adds unique {} to `{}`: `{key}`", index.object, table.written_name());
                found.push(Breaking::new(table, BreakingKind::Constrained, message).at(place(index, key)));
            }
        }
    }

    /// Whether the same was there, whatever its name and those of what it refers to.
    fn stood(&self, pair: &Pair<'_>, new: &str) -> bool {
        let same = |was: &&Record| {
            was.value("definition")
                .is_some_and(|old| enforced(&self.referring(&renamed(pair, old))) == enforced(new))
        };
        pair.before.constraints.iter().any(same)
    }

    /// A foreign key with the new names of what it refers to.
    fn referring(&self, definition: &str) -> String {
        let Some((own, other)) = definition.split_once(" REFERENCES ") else { return definition.to_owned() };
        let mut other = other.to_owned();
        for (from, to) in self.renamed.iter().filter(|(from, _)| from.object.kind == Kind::Table) {
            other = replace_word(&other, &from.object.written_name(), &to.object.written_name());
        }
        let columns = self.relations.iter().filter(|pair| {
            let name = pair.after.record.map(|record| record.object.written_name());
            name.is_some_and(|name| other.starts_with(&format!("{name}(")))
        });
        let other = columns.fold(other.clone(), |other, pair| renamed(pair, &other));
        format!("{own} REFERENCES {other}")
    }
}

fn added(table: &Object, is: &Record, new: &str) -> Breaking {
    let name = is.object.written_name();
    let message = format!("adds constraint `{name}` to `{}`: `{}`", table.written_name(), enforced(new));
    Breaking::new(table, BreakingKind::Constrained, message).at(place(is, new))
}

/// The names by which a constraint or an index is found in a migration: its own, its columns'.
fn place(is: &Record, definition: &str) -> Vec<String> {
    let columns = key_columns(definition).into_iter().map(|column| column.trim_matches('"').to_owned());
    std::iter::once(is.object.name.clone()).chain(columns).collect()
}

/// A definition with the columns' new names.
fn renamed(pair: &Pair<'_>, definition: &str) -> String {
    let mut text = definition.to_owned();
    for (old, new) in &pair.renamed_columns {
        text = replace_word(&text, &quoted(old), &quoted(new));
    }
    text
}

fn replace_word(text: &str, old: &str, new: &str) -> String {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_' || c == '"';
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    for (start, _) in text.match_indices(old) {
        let before = text[..start].chars().next_back().is_some_and(part_of_word);
        let after = text[start + old.len()..].chars().next().is_some_and(part_of_word);
        if !before && !after && start >= rest {
            out.push_str(&text[rest..start]);
            out.push_str(new);
            rest = start + old.len();
        }
    }
    out + &text[rest..]
}

/// The old check that lists values of the same column under another name.
fn replaced<'a>(pair: &Pair<'a>, new: &str) -> Option<&'a str> {
    let head = |definition: &str| definition.split('\'').next().map(str::to_owned);
    let gone = pair
        .before
        .constraints
        .iter()
        .filter(|was| !pair.after.constraints.iter().any(|is| is.object.name == was.object.name));
    let definitions = gone.filter_map(|was| was.value("definition"));
    definitions
        .into_iter()
        .find(|old| old.starts_with("CHECK") && new.contains('\'') && head(old) == head(new))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Columns {
    Any,
    All,
}

/// Whether a constraint is on columns that are new, so that rows of programs that do not know them obey it: null is
/// distinct from null and refers to nothing, a check is on what they do not write.
fn is_free(pair: &Pair<'_>, definition: &str, columns: Columns) -> bool {
    let named = pair.after.columns.keys().filter(|name| names(definition, name));
    let mut are_new = named.map(|name| {
        !pair.before.columns.contains_key(name) && !pair.renamed_columns.values().any(|new| new == name)
    });
    match columns {
        Columns::Any => are_new.any(|is_new| is_new),
        Columns::All => {
            let all: Vec<bool> = are_new.collect();
            !all.is_empty() && all.into_iter().all(|is_new| is_new)
        }
    }
}

fn names(definition: &str, column: &str) -> bool {
    let column = quoted(column);
    replace_word(definition, &column, "") != definition
}

/// `(email) WHERE (deleted IS NULL)` of a unique index's definition.
fn keyed(definition: &str) -> &str {
    definition
        .split_once(" USING ")
        .and_then(|(_, rest)| rest.find('(').map(|open| &rest[open..]))
        .unwrap_or(definition)
}

/// The columns between the first brackets.
fn key_columns(definition: &str) -> Vec<&str> {
    let Some(open) = definition.find('(') else { return Vec::new() };
    let list = &definition[open + 1..];
    let list = list.split(')').next().unwrap_or(list);
    list.split(", ").collect()
}

/// Whether a key on some of these columns stood, so that all of them are unique anyway.
fn is_implied(pair: &Pair<'_>, new: &str) -> bool {
    let new = key_columns(new);
    keys(pair, Side::Before).iter().any(|old| key_columns(old).iter().all(|column| new.contains(column)))
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

/// The definitions of keys that hold for all rows, the columns under their new names.
fn keys(pair: &Pair<'_>, side: Side) -> Vec<String> {
    let relation = match side {
        Side::Before => &pair.before,
        Side::After => &pair.after,
    };
    let constraints = relation.constraints.iter().filter_map(|record| record.value("definition"));
    let of_constraints =
        constraints.filter(|sql| KEYS.iter().any(|key| sql.starts_with(key))).map(str::to_owned);
    let indexes = relation.unique_indexes.iter().filter_map(|record| record.value("definition")).map(keyed);
    let of_indexes = indexes.filter(|key| !key.contains(" WHERE ")).map(|key| format!("UNIQUE {key}"));
    let keys = of_constraints.chain(of_indexes);
    match side {
        Side::Before => keys.map(|key| renamed(pair, &key)).collect(),
        Side::After => keys.collect(),
    }
}

fn primary_key(pair: &Pair<'_>, table: &Object, found: &mut Vec<Breaking>) {
    let key = |side| keys(pair, side).into_iter().find(|sql| sql.starts_with(PRIMARY));
    let (old, new) = (key(Side::Before), key(Side::After));
    let place = table.written_name();
    let message = match (old, new) {
        (Some(old), Some(new)) if old != new => {
            format!("changes the primary key of `{place}` from `{old}` to `{new}`")
        }
        (Some(old), None) => format!("drops the primary key of `{place}`: `{old}`"),
        (None, Some(new)) if !is_free(pair, &new, Columns::Any) && !is_implied(pair, &new) => {
            format!("adds a primary key to `{place}`: `{new}`")
        }
        _ => return,
    };
    let names = pair.after.constraints.iter().chain(&pair.before.constraints);
    let names = names.filter(|one| one.value("definition").is_some_and(|sql| sql.starts_with(PRIMARY)));
    found.push(
        Breaking::new(table, BreakingKind::KeyChanged, message)
            .at(names.map(|one| one.object.name.clone()).chain(["primary key".to_owned()])),
    );
}

/// `ON CONFLICT (email)` needs a unique key on just these columns.
fn lost_keys(pair: &Pair<'_>, table: &Object, found: &mut Vec<Breaking>) {
    let now: Vec<String> = keys(pair, Side::After);
    let sorted = |key: &str| {
        let mut columns: Vec<String> = key_columns(key).into_iter().map(str::to_owned).collect();
        columns.sort();
        columns
    };
    for key in keys(pair, Side::Before) {
        let dropped_column = key_columns(&key).iter().any(|column| {
            let name = column.trim_matches('"');
            pair.before.columns.contains_key(name) && !pair.after.columns.contains_key(name)
        });
        let stands = now.iter().any(|new| sorted(new) == sorted(&key));
        if stands || dropped_column || key.starts_with(PRIMARY) {
            continue;
        }
        let names = lost_names(pair, &key);
        let columns = key_columns(&key).join(", ");
        let message = format!(
            "drops unique key `({columns})` of `{}`: ON CONFLICT ({columns}) fails",
            table.written_name()
        );
        found.push(Breaking::new(table, BreakingKind::KeyChanged, message).at(names));
    }
}

/// By which names it is found where a key was dropped: those of the constraints and indexes that were it.
fn lost_names(pair: &Pair<'_>, key: &str) -> Vec<String> {
    let is_it = |record: &&&Record| {
        record.value("definition").is_some_and(|sql| key_columns(&renamed(pair, sql)) == key_columns(key))
    };
    let were = pair.before.constraints.iter().chain(&pair.before.unique_indexes).filter(is_it);
    let columns = key_columns(key).into_iter().map(|column| column.trim_matches('"').to_owned());
    were.map(|record| record.object.name.clone()).chain(columns).collect()
}
