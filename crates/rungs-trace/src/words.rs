//! What was seen, in words.

use crate::fact::{BuiltIndex, CheckedConstraint, Checks, Traced, Written};
use crate::{LockMode, Relation, RelationKind};

impl Traced {
    /// What the statement did to what existed before, a short sentence each, what hurts most first: `locks users: ACCESS
    /// EXCLUSIVE, blocks reads and writes`, `scans users`. Locks that reading takes are left out, and those of indexes
    /// whose table has the same.
    pub fn effects(&self) -> Vec<String> {
        let mut said = Vec::new();
        let mut locks: Vec<_> = self.locks.iter().filter(|lock| self.is_worth_telling(lock)).collect();
        locks.sort_by_key(|lock| (std::cmp::Reverse(lock.mode), lock.relation.to_string()));
        for lock in locks {
            said.push(format!("locks {}: {}, {}", lock.relation, lock.mode, lock.mode.blocks()));
        }
        let existed = |relation: &&std::rc::Rc<Relation>| relation.existed;
        said.extend(self.rewritten.iter().filter(existed).map(|table| format!("rewrites {table}")));
        said.extend(self.emptied.iter().filter(existed).map(|table| format!("empties {table}")));
        let scanned = self.scanned.iter().filter(existed).filter(|table| !self.rewritten.contains(table));
        said.extend(scanned.map(|table| format!("scans {table}")));
        said.extend(self.indexes.iter().map(BuiltIndex::told));
        said.extend(self.constraints.iter().map(CheckedConstraint::told));
        let columns = self.not_null.iter();
        said.extend(columns.map(|new| {
            let how = if new.scans { "checks" } else { "knows" };
            format!("{how} {}.{} to be NOT NULL", new.table, new.column)
        }));
        let written = self.written.iter().filter(|written| written.relation.existed);
        said.extend(written.map(Written::told));
        let dropped = self.dropped.iter().filter(existed).filter(|relation| relation.kind.is_queried());
        said.extend(dropped.map(|relation| format!("drops {relation}")));
        said
    }

    fn is_worth_telling(&self, lock: &crate::Lock) -> bool {
        let relation = &lock.relation;
        if !relation.existed || lock.mode == LockMode::AccessShare || relation.kind == RelationKind::Sequence
        {
            return false;
        }
        // An index is locked with its table; by itself only where it is all that is worked on, which queries of the table
        // wait for as well.
        let works_on_table =
            || !(self.rewritten.is_empty() && self.indexes.is_empty() && self.dropped.is_empty());
        let locks_table = || {
            let tables = self.locks.iter().filter(|other| other.relation.kind.is_queried());
            tables.map(|other| other.mode).max() == Some(LockMode::AccessExclusive)
        };
        let is_alone = || lock.mode == LockMode::AccessExclusive && !works_on_table() && !locks_table();
        relation.kind.is_queried() || (relation.kind.is_index() && is_alone())
    }
}

impl BuiltIndex {
    fn told(&self) -> String {
        let act = if self.is_rebuilt { "builds again" } else { "builds" };
        let kind = match self.constraint {
            Some(Checks::PrimaryKey) => "primary key",
            Some(Checks::Exclusion) => "exclusion",
            _ if self.is_unique => "unique index",
            _ => "index",
        };
        format!("{act} {kind} {} on {}", self.name, self.table)
    }
}

impl CheckedConstraint {
    fn told(&self) -> String {
        let act = if self.is_new { "adds and checks" } else { "checks" };
        format!("{act} {} of {}: {}", self.name, self.table, self.definition)
    }
}

impl Written {
    fn told(&self) -> String {
        let parts = [(self.inserted, "inserts"), (self.updated, "updates"), (self.deleted, "deletes")];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let acts: Vec<String> = parts.map(|(count, act)| format!("{act} {count}")).collect();
        format!("{} in {}", acts.join(", "), self.relation)
    }
}
