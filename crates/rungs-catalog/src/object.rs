//! How an object is known: by names, never by oid.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::kind::{Kind, Naming};

/// The identity of an object. Its [`fmt::Display`] is what messages call it: "index `users_email_index`".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Object {
    /// What it is.
    pub kind: Kind,
    /// Its schema, as it is written in the catalog; `None` for what stands in no schema.
    pub schema: Option<String>,
    /// The object that it belongs to and goes with, in the same schema.
    pub part_of: Option<PartOf>,
    /// Its name: as it is written in the catalog, or in SQL where a name alone does not tell it apart
    /// (`total(integer)`, `(text AS mood)`, `SELECT ON people TO app`).
    pub name: String,
}

/// What an object belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PartOf {
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    pub name: String,
}

impl Object {
    /// The name as people write it: without the schema `public`, quoted where SQL wants quotes, with the table where a
    /// name is one only within its table.
    pub fn written_name(&self) -> String {
        let own = if self.kind.is_named_in_sql() { self.name.clone() } else { quoted(&self.name) };
        match (&self.part_of, self.kind.naming()) {
            (Some(table), Naming::Dotted) => format!("{}.{own}", self.qualified(&quoted(&table.name))),
            (_, Naming::Local) => own,
            _ if self.kind.is_named_in_sql() && self.part_of.is_some() => own,
            _ => self.qualified(&own),
        }
    }

    /// Whether `other` is in it, as all that is in a schema, or a part of it.
    pub fn holds(&self, other: &Object) -> bool {
        if self.kind == Kind::Schema {
            return other.schema.as_ref() == Some(&self.name);
        }
        let is_whole = |part: &PartOf| part.kind == self.kind && part.name == self.name;
        self.schema == other.schema && other.part_of.as_ref().is_some_and(is_whole)
    }

    /// What tells it apart from all others: an index keeps its identity when it moves to another table, a trigger does
    /// not. Lists of records are in this order.
    pub(crate) fn identity(&self) -> (Kind, Option<&str>, Option<&PartOf>, &str) {
        let part_of = self.part_of.as_ref().filter(|_| self.kind.naming() != Naming::Own);
        (self.kind, self.schema.as_deref(), part_of, &self.name)
    }

    /// Whether it is what a view's definition says anyway.
    pub(crate) fn is_column_of_view(&self) -> bool {
        let of_view = |part: &PartOf| matches!(part.kind, Kind::View | Kind::MaterializedView);
        self.kind == Kind::Column && self.part_of.as_ref().is_some_and(of_view)
    }

    fn qualified(&self, name: &str) -> String {
        match self.schema.as_deref() {
            None | Some("public") => name.to_owned(),
            Some(schema) => format!("{}.{name}", quoted(schema)),
        }
    }

    /// The name in backticks, with what it is part of: `` `people.age` ``, `` `audit` of `people` ``.
    pub(crate) fn place(&self) -> String {
        match (&self.part_of, self.kind.naming()) {
            (Some(table), Naming::Local) => {
                format!("`{}` of `{}`", self.written_name(), self.qualified(&quoted(&table.name)))
            }
            _ => format!("`{}`", self.written_name()),
        }
    }
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.word(), self.place())
    }
}

/// A name as SQL wants it written: in quotes unless it is plain (manual, "4.1.1. Identifiers and Key Words").
pub(crate) fn quoted(name: &str) -> String {
    let starts_plain = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '$';
    if starts_plain && name.chars().all(plain) {
        return name.to_owned();
    }
    format!("\"{}\"", name.replace('"', "\"\""))
}
