use indexmap::IndexMap;

use super::ColumnType;
use crate::{Arg, Site};

/// A column to add or alter.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its type.
    pub column_type: &'static ColumnType,
    /// The arguments of the type's method; the first is the column's name.
    pub args: Vec<Arg>,
    /// The modifiers with their arguments; a later call replaces an earlier one.
    pub modifiers: IndexMap<Modifier, Vec<Arg>>,
    /// Whether it is added or altered.
    pub change: ColumnChange,
    /// The column's own query context.
    pub query_context: Option<Arg>,
    /// The call of the type's method.
    pub site: Option<Site>,
}

/// What happens to a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnChange {
    /// It is added.
    Add,
    /// `alter()`
    Alter {
        /// `alterNullable`: whether it becomes nullable, or not.
        nullable: bool,
        /// `alterType`: whether its type changes.
        column_type: bool,
    },
}

/// A modifier that says something in PostgreSQL; the others (`unsigned`, `first`, `after`, `collate`) are ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Modifier {
    /// `nullable`, `notNullable`, `notNull`
    Nullable,
    /// `defaultTo`, `defaultsTo`, `default`
    Default,
    /// `comment`
    Comment,
    /// `check`, which Knex 3.3.0 offers but cannot compile.
    Check,
    /// `checkPositive`
    CheckPositive,
    /// `checkNegative`
    CheckNegative,
    /// `checkIn`
    CheckIn,
    /// `checkNotIn`
    CheckNotIn,
    /// `checkBetween`
    CheckBetween,
    /// `checkLength`
    CheckLength,
    /// `checkRegex`
    CheckRegex,
}

impl Modifier {
    /// The modifiers by their methods, in the order in which Knex writes them.
    pub const METHODS: &'static [(&'static str, Self)] = &[
        ("nullable", Self::Nullable),
        ("notNullable", Self::Nullable),
        ("notNull", Self::Nullable),
        ("defaultTo", Self::Default),
        ("defaultsTo", Self::Default),
        ("default", Self::Default),
        ("comment", Self::Comment),
        ("check", Self::Check),
        ("checkPositive", Self::CheckPositive),
        ("checkNegative", Self::CheckNegative),
        ("checkIn", Self::CheckIn),
        ("checkNotIn", Self::CheckNotIn),
        ("checkBetween", Self::CheckBetween),
        ("checkLength", Self::CheckLength),
        ("checkRegex", Self::CheckRegex),
    ];

    /// The modifier of a method.
    pub fn of_method(method: &str) -> Option<Self> {
        Self::METHODS.iter().find(|(name, _)| *name == method).map(|(_, modifier)| *modifier)
    }
}
