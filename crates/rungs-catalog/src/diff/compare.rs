//! Compares two snapshots, object by object.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::columns;
use super::finding::{Change, Difference, Finding, Remark};
use crate::kind::Kind;
use crate::object::Object;
use crate::snapshot::{Record, Snapshot, Told};

/// A pair of records of one object that differ; one side is missing where it was left or forgotten.
pub(super) type Pair<'a> = (Option<&'a Record>, Option<&'a Record>);

impl Snapshot {
    /// What `after` has and has not that `before` had. What goes with an object that was left or forgotten (a table's
    /// columns, a column's indexes, all that is in a schema) is not told by itself.
    pub fn diff(before: &Snapshot, after: &Snapshot) -> Difference {
        let pairs = pair(before.records(), after.records());
        let gone = Gone::of(&pairs);
        let moved = columns::tables_of(&pairs);
        let mut difference = Difference::default();
        for pair in pairs {
            match pair {
                (None, Some(record)) if !gone.takes(record) => {
                    difference.findings.push(finding(record, Change::Leaves));
                }
                (Some(record), None) if !gone.takes(record) => {
                    difference.findings.push(finding(record, Change::Forgets));
                }
                (Some(before), Some(after)) => alterations(before, after, &mut difference),
                _ => {}
            }
        }
        difference.remarks.extend(columns::orders(before.records(), after.records(), moved));
        difference
    }
}

fn finding(record: &Record, change: Change) -> Finding {
    Finding { change, object: record.object.clone() }
}

/// Merges two lists, both in the order of their objects. What is equal is left out.
fn pair<'a>(before: &'a [Record], after: &'a [Record]) -> Vec<Pair<'a>> {
    let (mut before, mut after) = (before.iter().peekable(), after.iter().peekable());
    let mut pairs = Vec::new();
    loop {
        let order = match (before.peek(), after.peek()) {
            (None, None) => return pairs,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(a), Some(b)) if a.is(b) => Ordering::Equal,
            (Some(a), Some(b)) => a.object.identity().cmp(&b.object.identity()),
        };
        let pair = match order {
            Ordering::Less => (before.next(), None),
            Ordering::Greater => (None, after.next()),
            Ordering::Equal => (before.next(), after.next()),
        };
        let same = matches!(pair, (Some(a), Some(b)) if a == b);
        if !same {
            pairs.push(pair);
        }
    }
}

fn alterations(before: &Record, after: &Record, difference: &mut Difference) {
    if before.values == after.values {
        return;
    }
    let object = &before.object;
    let of_view = object.is_column_of_view();
    for (place, attribute) in object.kind.attributes().iter().enumerate() {
        let value = |record: &Record| record.values.get(place).cloned().flatten();
        let (was, is) = (value(before), value(after));
        // A view's columns have the types that its definition gives them.
        let told_elsewhere = attribute.told == Told::Position || (of_view && attribute.told == Told::As);
        // What is remarked of something that came or went is told with that.
        let one_sided = attribute.told == Told::Remark && (was.is_none() || is.is_none());
        if was == is || told_elsewhere || one_sided {
            continue;
        }
        let change = Change::Alters { attribute: attribute.name.to_owned(), before: was, after: is };
        let finding = finding(before, change);
        if attribute.told == Told::Remark {
            difference.remarks.push(Remark::Alters(finding));
        } else {
            difference.findings.push(finding);
        }
    }
}

/// What was left or forgotten, to find what went with it.
struct Gone<'a> {
    objects: HashSet<(Kind, Option<&'a str>, &'a str)>,
    columns: HashSet<(Option<&'a str>, &'a str, &'a str)>,
}

impl<'a> Gone<'a> {
    fn of(pairs: &[Pair<'a>]) -> Self {
        let mut gone = Self { objects: HashSet::new(), columns: HashSet::new() };
        for pair in pairs {
            let ((None, Some(record)) | (Some(record), None)) = pair else { continue };
            let Object { kind, schema, part_of, name } = &record.object;
            match part_of {
                Some(table) if *kind == Kind::Column => {
                    gone.columns.insert((schema.as_deref(), &table.name, name));
                }
                _ => {
                    gone.objects.insert((*kind, schema.as_deref(), name));
                }
            }
        }
        gone
    }

    /// Whether `record` came or went with something that is told.
    fn takes(&self, record: &Record) -> bool {
        let Object { schema, part_of, .. } = &record.object;
        let schema = schema.as_deref();
        if schema.is_some_and(|schema| self.objects.contains(&(Kind::Schema, None, schema))) {
            return true;
        }
        let Some(part) = part_of else { return false };
        let of_column = |column: &String| self.columns.contains(&(schema, &part.name, column));
        // An index that came with that of the partitioned table.
        let parent = record.value("parent index").filter(|_| record.object.kind == Kind::Index);
        let of_index = |parent: &str| {
            let name = parent.rsplit('.').next().unwrap_or(parent).trim_matches('"');
            self.objects.iter().any(|(kind, _, index)| *kind == Kind::Index && *index == name)
        };
        record.object.is_column_of_view()
            || parent.is_some_and(of_index)
            || self.objects.contains(&(part.kind, schema, &part.name))
            || record.column.as_ref().is_some_and(of_column)
    }
}
