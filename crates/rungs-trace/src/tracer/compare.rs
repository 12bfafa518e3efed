//! What a statement did: what stands after it against what was known before.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::known::{Known, KnownRelation};
use crate::fact::{BuiltIndex, CheckedConstraint, Checks, Lock, NewNotNull, Traced, Written};
use crate::look::{Counted, FoundConstraint, FoundIndex, FoundNotNull, Held, HeldRelation};
use crate::{LockMode, Relation, RelationKind};

/// Schemas of what is nobody's table: where tables keep their long values, which are locked, rewritten and scanned with
/// them, and where who follows the catalog keeps notes.
const NOT_TABLES: &[&str] = &["pg_toast", "pg_rungs"];

/// Writes what the statement did into `traced`, and into `known` what stands now.
pub(super) fn compare(known: &mut Known, traced: &mut Traced, now: Held) {
    // After ROLLBACK TO things are as they were: that is no act of the statement's.
    let goes_back = traced.command.as_deref() == Some("ROLLBACK");
    let newest = known.seen();
    let mut did = Did {
        known,
        traced,
        newest,
        columns: HashMap::new(),
        files: Vec::new(),
        writes: false,
        reads: false,
    };
    did.writes = did.known.xid != now.xid;
    did.known.xid = now.xid;
    let held = now.held.unwrap_or_default();
    let indexes = did.indexes(now.indexes.unwrap_or_default());
    let still: HashSet<u32> = held.iter().map(|held| held.counted.oid).collect();
    if goes_back {
        did.known.locks.retain(|oid, _| still.contains(oid));
    }
    for relation in held {
        did.relation(relation, goes_back);
    }
    did.new_files();
    did.not_null(now.not_null.unwrap_or_default());
    did.constraints(now.constraints.unwrap_or_default());
    if goes_back {
        return;
    }
    let Did { traced, writes, reads, .. } = did;
    traced.indexes = indexes;
    let is_select = matches!(traced.command.as_deref(), Some("SELECT" | "SHOW"));
    traced.is_read = is_select && !writes;
    traced.reads_rows = traced.is_read && reads;
}

struct Did<'a> {
    known: &'a mut Known,
    traced: &'a mut Traced,
    /// The newest relation that was there before the statement.
    newest: u32,
    /// How many columns each table had before it.
    columns: HashMap<u32, i16>,
    /// Tables that have another file now, how often each was scanned, and whether it moved to another tablespace.
    files: Vec<(Rc<Relation>, u64, bool)>,
    /// Whether anything was written.
    writes: bool,
    /// Whether rows of a table were looked for.
    reads: bool,
}

impl Did<'_> {
    fn relation(&mut self, held: HeldRelation, goes_back: bool) {
        let HeldRelation { modes, relation: found, counted } = held;
        let oid = counted.oid;
        let is_new = oid > self.newest;
        self.known.saw(oid);
        let before = self.known.relations.get(&oid);
        self.columns.extend(before.map(|before| (oid, before.columns)));
        let before = before.map(|before| (before.file, before.space));
        let was = self.known.relation(oid);
        let used = self.used(counted);
        let Some(found) = found else {
            let Some(relation) = was else { return };
            if !goes_back && self.known.relations.remove(&oid).is_some() {
                self.traced.dropped.push(relation.clone());
            }
            self.lock(&relation, &modes, goes_back);
            return;
        };
        if found.kind == RelationKind::Other || NOT_TABLES.contains(&found.schema.as_str()) {
            return;
        }
        let (file, space) = (found.file, found.space);
        // Under the name that it had: that is the one that the statement uses, and others wait for.
        let now = self.known.meet(found);
        let relation = was.unwrap_or_else(|| now.clone());
        self.lock(&relation, &modes, goes_back);
        if goes_back {
            return;
        }
        if is_new {
            self.traced.created.push(now);
        }
        self.reads |= used.scans > 0;
        if relation.kind.has_rows() {
            if let Some((_, old_space)) = before.filter(|(old, _)| *old != file) {
                self.files.push((relation.clone(), used.scans, old_space != space));
            }
            self.rows(&relation, used);
        }
    }

    /// What the relation was used for since the statement before.
    fn used(&mut self, now: Counted) -> Counted {
        let before = self.known.counted.insert(now.oid, now).unwrap_or_default();
        Counted {
            oid: now.oid,
            scans: now.scans.saturating_sub(before.scans),
            inserted: now.inserted.saturating_sub(before.inserted),
            updated: now.updated.saturating_sub(before.updated),
            deleted: now.deleted.saturating_sub(before.deleted),
        }
    }

    fn lock(&mut self, relation: &Rc<Relation>, modes: &[LockMode], goes_back: bool) {
        let before = self.known.locks.insert(relation.oid, modes.iter().copied().collect());
        let is_new = |mode: &LockMode| before.as_ref().is_none_or(|before| !before.contains(mode));
        if let Some(mode) = modes.iter().copied().filter(is_new).max().filter(|_| !goes_back) {
            self.writes |= mode > LockMode::AccessShare;
            self.traced.locks.push(Lock { relation: relation.clone(), mode });
        }
    }

    /// A new file is a rewrite if the table was read for it, or moved; else the table was emptied. Each index that is
    /// built again scans the table once, an empty one too. A materialized view is filled anew without being read.
    fn new_files(&mut self) {
        for (relation, scans, moved) in std::mem::take(&mut self.files) {
            let of_relation = |known: &&KnownRelation| known.table == Some(relation.oid);
            let indexes = self.known.relations.values().filter(of_relation).count() as u64;
            if relation.kind == RelationKind::MaterializedView || moved || scans > indexes {
                self.traced.rewritten.push(relation);
            } else {
                self.traced.scanned.retain(|scanned| *scanned != relation);
                self.traced.emptied.push(relation);
            }
        }
    }

    fn rows(&mut self, relation: &Rc<Relation>, used: Counted) {
        if used.scans > 0 {
            self.traced.scanned.push(relation.clone());
        }
        let Counted { inserted, updated, deleted, .. } = used;
        if inserted + updated + deleted > 0 {
            self.writes = true;
            self.traced.written.push(Written { relation: relation.clone(), inserted, updated, deleted });
        }
    }

    /// Indexes that are new and have a file of their own: one whose file is that of the index it takes the place of was
    /// not built again.
    fn indexes(&self, found: Vec<FoundIndex>) -> Vec<BuiltIndex> {
        let is_new = |index: &FoundIndex| index.oid > self.newest;
        let built = found.into_iter().filter(is_new).filter_map(|index| {
            let table = self.known.relation(index.table)?;
            let mut siblings = self.known.relations.values().filter(|known| known.table == Some(index.table));
            let reuses = index.file != 0 && siblings.clone().any(|sibling| sibling.file == index.file);
            let is_rebuilt = siblings.any(|sibling| sibling.relation.name == index.name);
            (!reuses).then_some(BuiltIndex {
                name: index.name,
                table,
                columns: index.columns,
                is_unique: index.unique,
                constraint: index.constraint,
                is_rebuilt,
                definition: index.definition,
            })
        });
        built.collect()
    }

    fn not_null(&mut self, found: Vec<FoundNotNull>) {
        for FoundNotNull { holds, table, number, name } in found {
            let Some(known) = self.known.relations.get(&table) else { continue };
            let relation = known.relation.clone();
            let is_old_column = self.columns.get(&table).is_none_or(|columns| number <= *columns);
            let columns = self.known.not_null.entry(table).or_default();
            let is_new = if holds { columns.insert(number) } else { columns.remove(&number) };
            if holds && is_new && is_old_column {
                let scans = self.traced.scanned.contains(&relation);
                self.traced.not_null.push(NewNotNull { table: relation, column: name, scans });
            }
        }
    }

    fn constraints(&mut self, found: Vec<FoundConstraint>) {
        for constraint in found {
            let FoundConstraint { oid, valid, name, checks, columns, table, references, definition } =
                constraint;
            let before = self.known.constraints.insert(oid, valid);
            let holds_from_now_on = valid && before != Some(true);
            let Some(relation) = self.known.relation(table).filter(|_| holds_from_now_on) else { continue };
            let scans = self.traced.scanned.contains(&relation);
            let references = self.known.relation(references);
            let scans_referenced =
                references.as_ref().is_some_and(|references| self.traced.scanned.contains(references));
            let is_checked = match checks {
                Checks::ForeignKey => scans || scans_referenced,
                Checks::Check => scans,
                // One that is new is told as its column's.
                Checks::NotNull => scans && before.is_some(),
                _ => false,
            };
            if is_checked {
                self.traced.constraints.push(CheckedConstraint {
                    name,
                    table: relation,
                    checks,
                    columns,
                    references,
                    is_new: before.is_none(),
                    definition,
                });
            }
        }
    }
}
