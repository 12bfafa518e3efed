//! A snapshot, and how it is read: one file a kind of object, each a query as data.

mod cast;
mod collation;
mod column;
mod conditions;
mod constraint;
mod definition;
mod domain;
mod extension;
mod foreign_server;
mod foreign_table;
mod function;
mod index;
mod operator;
mod policy;
mod privilege;
mod publication;
mod read;
mod rule;
mod schema;
mod sequence;
mod statistics;
mod table;
mod text_search;
mod trigger;
mod types;
mod view;

use std::ops::Deref;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::kind::Kind;
use crate::object::Object;

pub(crate) use definition::Definition;
pub(crate) use definition::{Attribute, Told};
pub(crate) use read::{Keyed, Reading, SETTINGS};

/// Changes whenever snapshots written by an older Rungs no longer compare with new ones.
const FORMAT: u32 = 1;

/// What a database holds. Two snapshots with the same objects are equal whatever their oids. A clone costs nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    format: u32,
    major: u32,
    /// In the order of their objects. Snapshots of one database share the records that did not change between them.
    records: Rc<Vec<Record>>,
}

/// An object and what it has. A clone costs nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Record(Rc<Facts>);

/// What is known of an object.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// What it is.
    pub object: Object,
    /// The one column of the object it is part of that it stands on: of an index on one column, of an owned sequence.
    pub column: Option<String>,
    /// One value an attribute of the kind, in the kind's order.
    pub(crate) values: Vec<Option<String>>,
}

impl Deref for Record {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.0
    }
}

impl Record {
    pub(crate) fn new(facts: Facts) -> Self {
        Self(Rc::new(facts))
    }

    /// Whether both are one and the same, and so equal.
    pub(crate) fn is(&self, other: &Record) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// The value of the attribute that messages call `name`: `type`, `default`, `NOT NULL`, `definition`, `comment` …
    /// Of those that are there or not, the value is the empty text. `None` where the object has no such thing.
    pub fn value(&self, name: &str) -> Option<&str> {
        let attributes = self.object.kind.attributes();
        let mut found = attributes.iter().zip(&self.values).filter(|(attribute, _)| attribute.name == name);
        found.find_map(|(_, value)| value.as_deref())
    }
}

impl Snapshot {
    /// The major version of the server that it was read from.
    pub fn major(&self) -> u32 {
        self.major
    }

    /// Whether it was written by a Rungs whose snapshots compare with this one's.
    pub fn is_current(&self) -> bool {
        self.format == FORMAT
    }

    /// The objects of one kind, in their order.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Record> {
        let start = self.records.partition_point(|record| record.object.kind < kind);
        self.records[start..].iter().take_while(move |record| record.object.kind == kind)
    }

    /// All objects, ordered by kind, schema, table and name.
    pub fn records(&self) -> &[Record] {
        &self.records
    }
}

/// How many kinds there are.
pub(crate) const KINDS: usize = Kind::DefaultPrivileges as usize + 1;

/// All kinds, in the order of [`Kind`].
pub(crate) static DEFINITIONS: [Definition; KINDS] = [
    schema::SCHEMA,
    extension::EXTENSION,
    types::TYPE,
    domain::DOMAIN,
    domain::DOMAIN_CONSTRAINT,
    collation::COLLATION,
    table::TABLE,
    foreign_table::FOREIGN_TABLE,
    view::VIEW,
    view::MATERIALIZED_VIEW,
    column::COLUMN,
    sequence::SEQUENCE,
    constraint::CONSTRAINT,
    index::INDEX,
    statistics::STATISTICS,
    trigger::TRIGGER,
    rule::RULE,
    policy::POLICY,
    function::FUNCTION,
    function::PROCEDURE,
    function::AGGREGATE,
    operator::OPERATOR,
    operator::OPERATOR_FAMILY,
    operator::OPERATOR_CLASS,
    cast::CAST,
    text_search::TEXT_SEARCH_CONFIGURATION,
    text_search::TEXT_SEARCH_DICTIONARY,
    trigger::EVENT_TRIGGER,
    publication::PUBLICATION,
    foreign_server::FOREIGN_DATA_WRAPPER,
    foreign_server::SERVER,
    foreign_server::USER_MAPPING,
    privilege::GRANT,
    privilege::REVOKE,
    privilege::DEFAULT_PRIVILEGES,
];

/// How `kind` is read and told.
pub(crate) fn definition(kind: Kind) -> &'static Definition {
    &DEFINITIONS[kind as usize]
}

impl Kind {
    pub(crate) fn attributes(self) -> &'static [Attribute] {
        definition(self).attributes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_own_definition() {
        for (place, definition) in DEFINITIONS.iter().enumerate() {
            assert_eq!(definition.kind as usize, place, "{:?}", definition.kind);
        }
    }
}
