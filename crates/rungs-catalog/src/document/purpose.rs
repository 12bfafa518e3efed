//! What an index is for.

use super::FrequentQuery;
use super::definition::{Index, Part};
use super::page::{code, codes};
use super::relation::{Relation, Relations};
use crate::object::quoted;

/// What a kind of index is good for: by access method, operator class (empty: any) and the end of the column's type.
struct Use {
    method: &'static str,
    operator_class: &'static str,
    type_end: &'static str,
    text: &'static str,
}

const fn of(
    method: &'static str,
    operator_class: &'static str,
    type_end: &'static str,
    text: &'static str,
) -> Use {
    Use { method, operator_class, type_end, text }
}

const SIMILAR: &str = "`LIKE`, `ILIKE` and similar texts (`%`)";

/// The first that fits counts (manual, "65. Built-in Index Access Methods" and the contrib modules).
const USES: &[Use] = &[
    of("gin", "jsonb_path_ops", "", "JSONB containment (`@>`) and JSON paths (`@?`, `@@`)"),
    of("gin", "", "jsonb", "JSONB containment (`@>`) and keys (`?`, `?|`, `?&`)"),
    of("gin", "gin_trgm_ops", "", SIMILAR),
    of("gin", "", "tsvector", "full text search (`@@`)"),
    of("gin", "", "[]", "array containment (`@>`) and overlap (`&&`)"),
    of("gist", "gist_trgm_ops", "", SIMILAR),
    of("gist", "", "tsvector", "full text search (`@@`)"),
    of("gist", "", "range", "ranges that overlap or contain (`&&`, `@>`)"),
    of("gist", "", "", "overlap, containment and the nearest neighbours"),
    of("spgist", "", "", "searches by prefix or region"),
    of("brin", "", "", "ranges of values in a table whose rows lie in that order"),
    of("hash", "", "", "equality (`=`)"),
    of("hnsw", "", "", "the nearest neighbours of a vector"),
    of("ivfflat", "", "", "the nearest neighbours of a vector"),
];

/// What the index of the name `name` on `table` is for, as one line.
pub(super) fn purpose(
    table: &Relation<'_>,
    name: &str,
    index: &Index,
    relations: &Relations<'_>,
    queries: &[FrequentQuery],
) -> String {
    let mut purposes = Vec::new();
    if index.unique {
        purposes.push(format!("unique {}", keys(&index.parts)));
    }
    purposes.extend(foreign_keys(table, index, relations));
    purposes.extend(by_method(table, index));
    let used = |query: &&FrequentQuery| {
        query.indexes.iter().any(|(schema, used)| *schema == table.path.0 && used == name)
    };
    purposes.extend(queries.iter().filter(used).map(|query| format!("frequent query {}", code(&query.name))));
    if purposes.is_empty() {
        purposes.push(format!("rows by {}", keys(&index.parts)));
    }
    if let Some(predicate) = &index.predicate {
        let verb = if index.unique { "among those" } else { "supports" };
        purposes.push(format!("{verb} {}", code(&format!("WHERE {predicate}"))));
    }
    if !index.include.is_empty() {
        purposes.push(format!("holds {} too", codes(index.include.iter().map(String::as_str))));
    }
    purposes.join("; ")
}

/// The foreign keys whose columns it begins with, in any order.
pub(super) fn foreign_keys(table: &Relation<'_>, index: &Index, relations: &Relations<'_>) -> Vec<String> {
    let leading = index.leading_columns();
    let mut told = Vec::new();
    for (_, key) in table.foreign_keys() {
        let length = key.columns.len();
        let begins = leading.len() >= length
            && index.predicate.as_deref().is_none_or(|predicate| covers(predicate, &key.columns))
            && key.columns.iter().all(|column| leading[..length].contains(&column.as_str()));
        if begins {
            let columns = codes(key.columns.iter().map(String::as_str));
            let other = code(&relations.name(&key.table));
            let rest = match &index.parts[length..] {
                [] => String::new(),
                rest => format!(", then by {}", keys(rest)),
            };
            told.push(format!("foreign key {columns} to {other}{rest}"));
        }
    }
    told
}

/// Whether a partial index has all rows with a key: those where the key is null refer to nothing.
fn covers(predicate: &str, columns: &[String]) -> bool {
    columns.iter().any(|column| predicate == format!("{} IS NOT NULL", quoted(column)))
}

/// What its access method is good for; B-trees find and sort, which needs no words.
fn by_method(table: &Relation<'_>, index: &Index) -> Option<String> {
    let first = index.parts.first()?;
    let class = first.operator_class.as_deref().unwrap_or_default();
    let column = first.column.as_deref().and_then(|name| table.column(name));
    let of_column = column.and_then(|column| column.value("type")).unwrap_or_default();
    // The type of an expression is not known, but what makes a tsvector says so.
    let type_name = if first.key.starts_with("to_tsvector(") { "tsvector" } else { of_column };
    let fits = |one: &&Use| {
        one.method == index.method
            && (one.operator_class.is_empty() || one.operator_class == class)
            && type_name.ends_with(one.type_end)
    };
    USES.iter().find(fits).map(|one| one.text.to_owned())
}

fn keys(parts: &[Part]) -> String {
    codes(parts.iter().map(|part| part.key.as_str()))
}
