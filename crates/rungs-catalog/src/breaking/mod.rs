//! What a change of the catalog breaks for programs that work with the database as it was.
//!
//! A break is something that a program could do before and cannot do after, or that has another result: a table that is
//! gone, a value that is refused. What is new breaks nothing; indexes, triggers and comments are nobody's interface.

mod changes;
mod checks;
mod columns;
mod constraints;
mod enums;
mod names;
mod plain;
mod privileges;
mod relations;
mod routines;
mod types;
mod widening;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::kind::Kind;
use crate::object::Object;
use crate::snapshot::Snapshot;
use changes::Changes;

/// One thing that breaks. Its `Display` is the sentence's predicate: "drops column `people.age`".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breaking {
    /// What stood before and is not what it was: the dropped column, or the table that has a new constraint.
    pub object: Object,
    /// What happened to it.
    pub kind: BreakingKind,
    /// The sentence's predicate, with a reason where it does not go without saying.
    pub message: String,
    /// Names that tell where it happens better than the object does, what tells most first: a new constraint, its columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at: Vec<String>,
}

/// The kinds of breaking changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BreakingKind {
    /// It is gone.
    Dropped,
    /// It is there under another name, or in another schema.
    Renamed,
    /// A type that does not take every value that the old one took, or gives them in another form.
    TypeChanged,
    /// A value must be given that could be left out, or must not be null.
    Required,
    /// A CHECK, UNIQUE, EXCLUDE or FOREIGN KEY constraint that is new or stricter.
    Constrained,
    /// A default is another one, or gone.
    DefaultChanged,
    /// A primary or unique key is another one, or gone.
    KeyChanged,
    /// Somebody may do less than before.
    Revoked,
}

impl fmt::Display for Breaking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Breaking {
    pub(super) fn new(object: &Object, kind: BreakingKind, message: impl Into<String>) -> Self {
        Self { object: object.clone(), kind, message: message.into(), at: Vec::new() }
    }

    /// Tells by which names the place is found.
    pub(super) fn at(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.at = names.into_iter().map(Into::into).collect();
        self
    }

    /// Whether the object stood in `base` already. What was made since then is known to nobody, so that nothing breaks
    /// when a later migration of the same pull request changes it.
    pub fn stood_in(&self, base: &Snapshot) -> bool {
        let identity = self.object.identity();
        base.records().binary_search_by(|record| record.object.identity().cmp(&identity)).is_ok()
    }
}

impl Snapshot {
    /// What is in `after` that breaks a program made for `before`, in the order of the objects' kinds and names.
    pub fn breaking_changes(before: &Snapshot, after: &Snapshot) -> Vec<Breaking> {
        if before == after {
            return Vec::new();
        }
        let changes = Changes::of(before, after);
        let mut found = Vec::new();
        changes.names(&mut found);
        changes.enums(&mut found);
        changes.domains(&mut found);
        changes.routines(&mut found);
        for pair in &changes.relations {
            changes.columns(pair, &mut found);
            changes.constraints(pair, &mut found);
        }
        changes.privileges(&mut found);
        // Of one object, what happens to it in the order in which it is looked for.
        found.sort_by_cached_key(|breaking: &Breaking| place(&breaking.object));
        found
    }
}

fn place(object: &Object) -> (Kind, String) {
    (object.kind, object.written_name())
}
