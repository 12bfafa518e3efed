//! How a kind of object is read: its query as data.

use crate::kind::{Kind, Naming};

/// A piece of SQL that only some major versions of PostgreSQL understand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    sql: &'static str,
    since: u32,
    until: u32,
}

/// SQL for every version.
pub(crate) const fn sql(sql: &'static str) -> Piece {
    Piece { sql, since: 0, until: u32::MAX }
}

impl Piece {
    /// Only from major version `since` on.
    pub(crate) const fn since(mut self, since: u32) -> Self {
        self.since = since;
        self
    }

    fn fits(&self, major: u32) -> bool {
        (self.since..=self.until).contains(&major)
    }
}

/// How a change of an attribute is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// It is what the object is: "restores `people.age` as `bigint` instead of `integer`".
    As,
    /// It has a name of its own: "does not restore default `18` of `people.age`".
    Named,
    /// It is there or it is not, and its name says all: "does not restore NOT NULL of `people.age`".
    Flag,
    /// Like `Named`, but PostgreSQL gives no way back, or nobody would notice: a remark.
    Remark,
    /// A column's place among the others.
    Position,
}

/// What an object has besides its name. The value is text, `NULL` where it is as PostgreSQL makes it by itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attribute {
    /// What messages call it; SQL's own word where there is one.
    pub(crate) name: &'static str,
    pub(crate) told: Told,
    value: Piece,
}

impl Attribute {
    const fn new(name: &'static str, told: Told, value: &'static str) -> Self {
        Self { name, told, value: sql(value) }
    }

    /// Only from major version `since` on.
    pub(crate) const fn since(mut self, since: u32) -> Self {
        self.value.since = since;
        self
    }

    /// Only up to major version `until`.
    pub(crate) const fn until(mut self, until: u32) -> Self {
        self.value.until = until;
        self
    }
}

/// What the object is.
pub(crate) const fn is(value: &'static str) -> Attribute {
    Attribute::new("definition", Told::As, value)
}

/// What the object is; messages say which part of it.
pub(crate) const fn is_named(name: &'static str, value: &'static str) -> Attribute {
    Attribute::new(name, Told::As, value)
}

/// What the object has.
pub(crate) const fn has(name: &'static str, value: &'static str) -> Attribute {
    Attribute::new(name, Told::Named, value)
}

/// What is there when the boolean expression `value` is true.
pub(crate) const fn flag(name: &'static str, value: &'static str) -> Attribute {
    Attribute::new(name, Told::Flag, value)
}

/// What is remarked only.
pub(crate) const fn remark(name: &'static str, value: &'static str) -> Attribute {
    Attribute::new(name, Told::Remark, value)
}

/// A column's place.
pub(crate) const fn position(value: &'static str) -> Attribute {
    Attribute::new("position", Told::Position, value)
}

/// A kind of object: what it is called, and how it is read.
///
/// The expressions are SQL over the tables of `from`, which filters out what is the system's or an extension's.
#[derive(Debug)]
pub(crate) struct Definition {
    pub(crate) kind: Kind,
    pub(crate) word: &'static str,
    pub(crate) naming: Naming,
    /// Whether `name` gives SQL (`total(integer)`) rather than a name as the catalog has it.
    pub(crate) named_in_sql: bool,
    pub(crate) schema: &'static str,
    /// The [`Kind`] of the object it is part of, in serde's form, its name, and the one column of it that is concerned.
    pub(crate) part_of: [&'static str; 3],
    pub(crate) name: &'static str,
    /// Oids (manual, "pg_depend": `objid`) of which one stands for each record: when an object is touched, the records
    /// with its oid are read again. [`WHOLE_KIND`] where all records of the kind are.
    pub(crate) keys: &'static [&'static str],
    pub(crate) attributes: &'static [Attribute],
    /// Ends with conditions, so that more can be added.
    pub(crate) from: &'static [Piece],
}

/// The columns that come before the attributes.
pub(super) const IDENTITY_COLUMNS: usize = 5;

/// For kinds that are read as a whole.
pub(crate) const WHOLE_KIND: &[&str] = &[];

/// For kinds that are part of nothing.
pub(crate) const WHOLE: [&str; 3] = ["NULL", "NULL", "NULL"];

impl Definition {
    /// The query for a major version: schema, part of (kind, name, column), name, one column an attribute, one a key.
    pub(crate) fn query(&self, major: u32) -> String {
        format!("SELECT {} FROM {}", self.columns(major).join(", "), self.source(major))
    }

    /// The query for the records that the oids of the array `touched` stand for: the same columns in one array.
    pub(crate) fn query_of(&self, major: u32, touched: &str) -> String {
        let columns: Vec<String> =
            self.columns(major).iter().map(|column| format!("({column})::text")).collect();
        let mut query = format!("SELECT ARRAY[{}] FROM {}", columns.join(", "), self.source(major));
        if !self.keys.is_empty() {
            let keys: Vec<String> = self.keys.iter().map(|key| format!("{key} = ANY ({touched})")).collect();
            query.push_str(&format!("AND ({})", keys.join(" OR ")));
        }
        query
    }

    fn columns(&self, major: u32) -> Vec<String> {
        let [part_kind, part_name, part_column] = self.part_of;
        let identity = [self.schema, part_kind, part_name, part_column, self.name].map(str::to_owned);
        let attribute = |attribute: &Attribute| match (attribute.value.fits(major), attribute.told) {
            (false, _) => "NULL".to_owned(),
            (true, Told::Flag) => format!("CASE WHEN {} THEN '' END", attribute.value.sql),
            (true, _) => attribute.value.sql.to_owned(),
        };
        let attributes = self.attributes.iter().map(attribute);
        identity.into_iter().chain(attributes).chain(self.keys.iter().map(|&key| key.to_owned())).collect()
    }

    fn source(&self, major: u32) -> String {
        let pieces = self.from.iter().filter(|piece| piece.fits(major));
        pieces.flat_map(|piece| [piece.sql, " "]).collect()
    }
}
