//! Columns of what stands before and after.

use super::changes::{Changes, Pair};
use super::{Breaking, BreakingKind};
use crate::kind::Kind;
use crate::object::quoted;
use crate::snapshot::Record;

impl Changes<'_> {
    pub(super) fn columns(&self, pair: &Pair<'_>, found: &mut Vec<Breaking>) {
        let first = found.len();
        self.old_columns(pair, found);
        self.new_columns(pair, found);
        row_security(pair, found);
        // A statement that changes a renamed table may know its new name only.
        let name = |record: Option<&Record>| record.map(|record| record.object.name.clone());
        let (old, new) = (name(pair.before.record), name(pair.after.record));
        for breaking in found[first..].iter_mut().filter(|_| old != new) {
            if breaking.at.is_empty() {
                breaking.at.push(breaking.object.name.clone());
            }
            breaking.at.extend(new.clone());
        }
    }

    fn old_columns(&self, pair: &Pair<'_>, found: &mut Vec<Breaking>) {
        for (name, was) in &pair.before.columns {
            if let Some(is) = pair.after.columns.get(name) {
                self.column(was, is, found);
                continue;
            }
            let object = &was.object;
            match pair.renamed_columns.get(name) {
                Some(new) => {
                    let message = format!("renames {object} to `{}`", quoted(new));
                    found.push(Breaking::new(object, BreakingKind::Renamed, message));
                    if let Some(is) = pair.after.columns.get(new) {
                        self.column(was, is, found);
                    }
                }
                None => {
                    found.push(Breaking::new(object, BreakingKind::Dropped, format!("drops {object}")));
                }
            }
        }
    }

    /// A column that programs do not know yet must not need a value.
    fn new_columns(&self, pair: &Pair<'_>, found: &mut Vec<Breaking>) {
        let Some(table) = pair.before.record else { return };
        for (name, column) in &pair.after.columns {
            let is_new = !pair.before.columns.contains_key(name)
                && !pair.renamed_columns.values().any(|renamed| renamed == name);
            if is_new && column.value("NOT NULL").is_some() && !fills_itself(column) {
                let message = format!(
                    "adds {} NOT NULL without a default: inserts that do not know it fail",
                    column.object
                );
                found.push(Breaking::new(&table.object, BreakingKind::Required, message).at([*name]));
            }
        }
    }

    fn column(&self, was: &Record, is: &Record, found: &mut Vec<Breaking>) {
        let object = &was.object;
        let place = object.written_name();
        let mut told = |kind, message| found.push(Breaking::new(object, kind, message));
        if let Some(message) = self.type_change(&place, was, is) {
            told(BreakingKind::TypeChanged, message);
        }
        if object.is_column_of_view() || is.object.is_column_of_view() {
            return;
        }
        if is.value("NOT NULL").is_some() && was.value("NOT NULL").is_none() {
            told(BreakingKind::Required, format!("makes `{place}` NOT NULL"));
        }
        let always = "GENERATED ALWAYS AS IDENTITY";
        if is.value("identity") == Some(always) && was.value("identity") != Some(always) {
            told(
                BreakingKind::Constrained,
                format!("makes `{place}` {always}: inserts that give a value fail"),
            );
        }
        match (was.value("expression"), is.value("expression")) {
            (None, Some(_)) => told(
                BreakingKind::Constrained,
                format!("makes `{place}` a generated column: statements that give a value fail"),
            ),
            (Some(old), Some(new)) if old != new => told(
                BreakingKind::DefaultChanged,
                format!("changes the expression of `{place}` from `{old}` to `{new}`"),
            ),
            _ => {}
        }
        if let Some(message) = default_change(&place, was, is).filter(|_| !self.renames_default(was, is)) {
            told(BreakingKind::DefaultChanged, message);
        }
    }
}

fn row_security(pair: &Pair<'_>, found: &mut Vec<Breaking>) {
    let secured = |record: &Record| record.value("ROW LEVEL SECURITY").is_some();
    if let (Some(was), Some(is)) = (pair.before.record, pair.after.record)
        && was.object.kind == Kind::Table
        && secured(is)
        && !secured(was)
    {
        let message = format!(
            "enables row-level security on `{}`: rows that no policy shows are gone for all but the owner",
            was.object.written_name()
        );
        found.push(Breaking::new(&was.object, BreakingKind::Revoked, message).at(["row level security"]));
    }
}

fn fills_itself(column: &Record) -> bool {
    ["default", "identity", "expression"].iter().any(|attribute| column.value(attribute).is_some())
}

/// A default that is new gives a value where there was none, which no program can have relied on.
fn default_change(place: &str, was: &Record, is: &Record) -> Option<String> {
    // Without a default it is null as well: `NULL::text`.
    let old = was.value("default").filter(|old| *old != "NULL" && !old.starts_with("NULL::"))?;
    match is.value("default") {
        None if fills_itself(is) => None,
        None if is.value("NOT NULL").is_some() => {
            Some(format!("drops default `{old}` of `{place}`: inserts without a value fail"))
        }
        None => Some(format!("drops default `{old}` of `{place}`")),
        // A sequence that was renamed counts on.
        Some(new) if new.starts_with("nextval(") && old.starts_with("nextval(") => None,
        // The type that a literal is cast to follows the column's.
        Some(new) if uncast(new) == uncast(old) => None,
        Some(new) => Some(format!("changes default of `{place}` from `{old}` to `{new}`")),
    }
}

/// A literal without its cast: `'x'::text`.
fn uncast(default: &str) -> &str {
    default.rfind("'::").map_or(default, |end| &default[..=end])
}
