//! What is known of the database at each moment.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use rungs_postgres::{Seen, TransactionNumber};

use super::{bare, compare};
use crate::fact::Traced;
use crate::look::{self, Counted, Held, Inventory, Opening};
use crate::{Error, LockMode, Relation};

/// What is known.
#[derive(Default)]
pub(super) struct Known {
    /// The newest relation that existed before what is judged.
    existing: u32,
    /// The newest relation that was seen.
    seen: u32,
    pub(super) relations: HashMap<u32, KnownRelation>,
    /// The columns of each table that take no nulls, by their numbers.
    pub(super) not_null: HashMap<u32, HashSet<i16>>,
    /// Constraints, and whether all rows are held to each.
    pub(super) constraints: HashMap<u32, bool>,
    /// The transaction that is open.
    transaction: Option<TransactionNumber>,
    /// What it holds.
    pub(super) locks: HashMap<u32, HashSet<LockMode>>,
    /// What its relations were used for until now.
    pub(super) counted: HashMap<u32, Counted>,
    /// Its number in the server.
    pub(super) xid: Option<u64>,
}

/// A relation.
pub(super) struct KnownRelation {
    pub(super) relation: Rc<Relation>,
    pub(super) file: u32,
    pub(super) space: u32,
    pub(super) columns: i16,
    /// The table of an index.
    pub(super) table: Option<u32>,
}

impl Known {
    /// All of the inventory existed before.
    pub(super) fn of(inventory: Inventory) -> Self {
        Self::default().with(inventory)
    }

    /// What was known, and what is new since; all of it existed before.
    pub(super) fn with(self, news: Inventory) -> Self {
        let Self { mut relations, not_null, constraints, .. } = self;
        if let Some(present) = news.present {
            let present: HashSet<u32> = present.into_iter().collect();
            relations.retain(|oid, _| present.contains(oid));
        }
        let (existing, seen) = (news.newest, news.newest);
        let mut known = Self { existing, seen, relations, not_null, constraints, ..Self::default() };
        for found in news.relations.unwrap_or_default() {
            known.meet(found);
        }
        let not_null = news.not_null.unwrap_or_default().into_iter();
        let columns = |columns: Option<Vec<i16>>| columns.unwrap_or_default().into_iter().collect();
        known.not_null.extend(not_null.map(|(table, numbers)| (table, columns(numbers))));
        known.constraints.extend(news.constraints.unwrap_or_default());
        known
    }

    pub(super) fn existing(&self) -> u32 {
        self.existing
    }

    pub(super) fn seen(&self) -> u32 {
        self.seen
    }

    /// Whether what stood at the beginning of this transaction is known.
    pub(super) fn is_open(&self, transaction: TransactionNumber) -> bool {
        self.transaction == Some(transaction)
    }

    /// Notes how a relation is now.
    pub(super) fn meet(&mut self, found: look::Found) -> Rc<Relation> {
        let look::Found { oid, schema, name, kind, file, space, columns, table } = found;
        let before = self.relations.get(&oid);
        let relation = Relation { oid, schema, name, kind, existed: oid <= self.existing };
        let relation = match before {
            Some(before) if *before.relation == relation => before.relation.clone(),
            _ => Rc::new(relation),
        };
        let known = KnownRelation { relation: relation.clone(), file, space, columns, table };
        self.relations.insert(oid, known);
        relation
    }

    /// The relation of that number.
    pub(super) fn relation(&self, oid: u32) -> Option<Rc<Relation>> {
        self.relations.get(&oid).map(|known| known.relation.clone())
    }

    /// The relation that a statement calls so: with its schema, or one of any schema, `public` before others.
    pub(super) fn named(&self, schema: Option<&str>, name: &str) -> Option<&KnownRelation> {
        let matches = self.relations.values().filter(|known| {
            known.relation.name == name && schema.is_none_or(|schema| known.relation.schema == schema)
        });
        matches.min_by_key(|known| (known.relation.schema != "public", known.relation.oid))
    }

    /// Completes what is said of a statement, and knows the database as it is after it.
    pub(super) fn take_in(&mut self, traced: &mut Traced, seen: &Seen<'_>) -> Result<(), Error> {
        if let Some(before) = seen.before {
            let opening: Opening = look::read(before)?;
            self.transaction = seen.transaction;
            self.seen = self.seen.max(opening.newest);
            self.locks.clear();
            self.xid = None;
            let counted = opening.counted.unwrap_or_default();
            self.counted = counted.into_iter().map(|counted| (counted.oid, counted)).collect();
        }
        match seen.after {
            Some(after) => {
                let held: Held = look::read(after)?;
                compare::compare(self, traced, held);
            }
            None if traced.failure.is_none() && seen.transaction.is_none() => bare::tell(self, traced),
            None => {}
        }
        Ok(())
    }

    /// Notes the newest relation.
    pub(super) fn saw(&mut self, oid: u32) {
        self.seen = self.seen.max(oid);
    }
}
