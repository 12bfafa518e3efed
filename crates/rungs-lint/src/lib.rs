//! The rules that migrations are held to. Each migration is run on a throwaway server, and what the server made of it is
//! what is judged: wording tells little, and what hides in a `DO` block counts as much as what is written plainly.
//!
//! A [`Rule`] is one file of `rules/` with its page beside it; [`RULES`] lists them. [`Linter`] runs migrations and
//! gathers the [`Facts`] that rules judge.

mod changes;
mod error;
mod facts;
mod finding;
mod known;
mod level;
mod linter;
mod page;
mod rule;
mod rules;
mod schema;
mod settings;
mod suppression;

pub use error::Error;
pub use facts::{Facts, Made, MigrationFacts, PlannedQuery, Ran, SourceText, Unserved, serving_indexes};
pub use finding::{Finding, Found};
pub use level::Level;
pub use linter::{Linter, WentUp};
pub use page::{Example, Page, Part};
pub use rule::{Group, Rule};
pub use rules::{RULES, rule};
pub use schema::{
    Column, Constraint, ConstraintKind, Index, Key, KeyClass, Named, Relation, RelationKind, Schema,
};
pub use settings::{
    Conventions, GivenConventions, GivenLint, Ids, Query, Settings, SettingsError, UnknownRule,
};
