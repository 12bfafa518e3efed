//! All that has no section of its own, so that nothing is left out, and who may do what.

use super::page::{Page, code, plain};
use crate::kind::Kind;
use crate::snapshot::{Record, Snapshot};

/// Kinds that stand elsewhere.
const TOLD: &[Kind] = &[
    Kind::Schema,
    Kind::Extension,
    Kind::Type,
    Kind::Domain,
    Kind::DomainConstraint,
    Kind::Table,
    Kind::ForeignTable,
    Kind::View,
    Kind::MaterializedView,
    Kind::Column,
    Kind::Constraint,
    Kind::Index,
    Kind::Statistics,
    Kind::Trigger,
    Kind::Rule,
    Kind::Policy,
    Kind::Function,
    Kind::Procedure,
    Kind::Aggregate,
];

const PRIVILEGES: &[(Kind, &str)] = &[
    (Kind::Grant, "GRANT "),
    (Kind::Revoke, "REVOKE "),
    (Kind::DefaultPrivileges, "ALTER DEFAULT PRIVILEGES "),
];

pub(super) fn write(page: &mut Page, snapshot: &Snapshot) {
    let privileges: Vec<String> = snapshot.records().iter().filter_map(privilege).collect();
    if !privileges.is_empty() {
        page.heading(0, "Privileges");
        page.list(&privileges);
    }
    let others: Vec<String> = snapshot.records().iter().filter(|record| is_left(record)).map(told).collect();
    if !others.is_empty() {
        page.heading(0, "Other objects");
        page.list(&others);
    }
}

fn privilege(record: &Record) -> Option<String> {
    // What everybody may do in `public` is as the server was made.
    let part_of = record.object.part_of.as_ref();
    if part_of.is_some_and(|part| part.name == "public") && record.object.name.ends_with(" TO PUBLIC") {
        return None;
    }
    let (_, verb) = PRIVILEGES.iter().find(|(kind, _)| *kind == record.object.kind)?;
    let definition = record.value("definition").map_or_else(String::new, |text| format!(": {text}"));
    Some(code(&format!("{verb}{}{definition}", record.object.name)))
}

/// A sequence that a column owns goes with that column.
fn is_left(record: &Record) -> bool {
    let kind = record.object.kind;
    !TOLD.contains(&kind)
        && PRIVILEGES.iter().all(|(privilege, _)| *privilege != kind)
        && !(kind == Kind::Sequence && record.object.part_of.is_some())
}

fn told(record: &Record) -> String {
    let mut text = format!("{} {}", record.object.kind.word(), code(&record.object.written_name()));
    if let Some(definition) = record.value("definition") {
        text = format!("{text}: {}", code(definition));
    }
    match record.value("comment") {
        Some(comment) => format!("{text}: {}", plain(comment)),
        None => text,
    }
}
