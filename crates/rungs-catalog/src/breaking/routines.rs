//! Functions, procedures and aggregates, known by their signatures.

use super::changes::{Changes, same};
use super::names::renamed;
use super::{Breaking, BreakingKind};
use crate::kind::Kind;
use crate::snapshot::Record;

const ROUTINES: &[Kind] = &[Kind::Function, Kind::Procedure, Kind::Aggregate];

impl Changes<'_> {
    pub(super) fn routines(&self, found: &mut Vec<Breaking>) {
        let routines = self.before.records().iter().filter(|record| ROUTINES.contains(&record.object.kind));
        // Nobody calls a trigger's function.
        for was in routines.filter(|record| !is_of_trigger(record)) {
            let object = &was.object;
            let schema_gone = object.schema.as_deref().is_some_and(|schema| {
                !self
                    .after
                    .records()
                    .iter()
                    .any(|record| record.object.kind == Kind::Schema && record.object.name == schema)
                    && self
                        .before
                        .records()
                        .iter()
                        .any(|record| record.object.kind == Kind::Schema && record.object.name == schema)
            });
            if let Some(is) = same(object, self.after) {
                let (old, new) = (result(was), result(is));
                if let (Some(old), Some(new)) = (old, new)
                    && old != new
                {
                    let message = format!("changes the result of {object} from `{old}` to `{new}`");
                    found.push(Breaking::new(object, BreakingKind::TypeChanged, message));
                }
            } else if schema_gone || self.is_extended(was) {
            } else if let Some((_, new)) = self.renamed.iter().find(|(old, _)| std::ptr::eq(*old, was)) {
                found.push(renamed(object, &new.object));
            } else {
                found.push(Breaking::new(object, BreakingKind::Dropped, format!("drops {object}")));
            }
        }
    }

    /// Whether there is one now that takes the same arguments and more, all of which may be left out.
    fn is_extended(&self, was: &Record) -> bool {
        let Some(head) = was.object.name.strip_suffix(')') else { return false };
        let separator = if head.ends_with('(') { "" } else { ", " };
        let begins = format!("{head}{separator}");
        self.after.records().iter().any(|record| {
            let object = &record.object;
            object.kind == was.object.kind
                && object.schema == was.object.schema
                && object.name.strip_prefix(&begins).is_some_and(|more| {
                    let extra = more.matches(", ").count() + 1;
                    let sql =
                        record.value("definition").and_then(|sql| sql.lines().next()).unwrap_or_default();
                    sql.matches(" DEFAULT ").count() >= extra && result(record) == result(was)
                })
        })
    }
}

/// What it returns, by its definition.
fn result(record: &Record) -> Option<&str> {
    if record.object.kind == Kind::Aggregate {
        return record.value("result type");
    }
    let lines = record.value("definition")?.lines();
    lines.into_iter().find_map(|line| line.strip_prefix(" RETURNS "))
}

fn is_of_trigger(record: &Record) -> bool {
    matches!(result(record), Some("trigger" | "event_trigger"))
}
