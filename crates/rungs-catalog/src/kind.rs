//! The kinds of objects.

use serde::{Deserialize, Serialize};

use crate::snapshot::definition;

/// A kind of object. The order is that in which findings are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is what SQL calls it")]
pub enum Kind {
    Schema,
    Extension,
    Type,
    Domain,
    DomainConstraint,
    Collation,
    Table,
    ForeignTable,
    View,
    MaterializedView,
    Column,
    Sequence,
    Constraint,
    Index,
    Statistics,
    Trigger,
    Rule,
    Policy,
    Function,
    Procedure,
    Aggregate,
    Operator,
    OperatorFamily,
    OperatorClass,
    Cast,
    TextSearchConfiguration,
    TextSearchDictionary,
    EventTrigger,
    Publication,
    ForeignDataWrapper,
    Server,
    UserMapping,
    Grant,
    /// A privilege that PostgreSQL gives by itself and that was taken away.
    Revoke,
    DefaultPrivileges,
}

/// How an object is named in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Naming {
    /// By itself: `` index `users_email_index` ``.
    Own,
    /// After its table: `` column `people.age` ``.
    Dotted,
    /// As one of its table: `` trigger `audit` of `people` ``.
    Local,
}

impl Kind {
    /// What messages call it: "materialized view".
    pub fn word(self) -> &'static str {
        definition(self).word
    }

    pub(crate) fn naming(self) -> Naming {
        definition(self).naming
    }

    /// Whether [`crate::Object::name`] is written in SQL, with quotes where they are needed.
    pub(crate) fn is_named_in_sql(self) -> bool {
        definition(self).named_in_sql
    }

    /// The kind that the queries call `tag`: the name of serde's form.
    pub(crate) fn from_tag(tag: &str) -> Option<Kind> {
        let tag = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(tag);
        Kind::deserialize(tag).ok()
    }
}
