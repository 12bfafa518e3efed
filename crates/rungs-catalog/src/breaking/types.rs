//! Types of columns and domains.

use super::changes::{Changes, same};
use super::widening::{self, Fit};
use super::{Breaking, BreakingKind};
use crate::kind::Kind;
use crate::snapshot::{Record, Snapshot};

impl Changes<'_> {
    /// What is said of a column that has another type now.
    pub(super) fn type_change(&self, place: &str, was: &Record, is: &Record) -> Option<String> {
        let (old, new) = (was.value("type")?, is.value("type")?);
        self.narrowing(place, old, new)
    }

    fn narrowing(&self, place: &str, old: &str, new: &str) -> Option<String> {
        if old == new || self.is_renamed_type(old, new) || self.is_looser(old, new) {
            return None;
        }
        match widening::fit(old, new) {
            Fit::Wider => None,
            Fit::Narrower => Some(format!("narrows `{place}` from `{old}` to `{new}`")),
            Fit::Other => Some(format!("changes the type of `{place}` from `{old}` to `{new}`")),
        }
    }

    fn is_renamed_type(&self, old: &str, new: &str) -> bool {
        self.renamed.iter().any(|(from, to)| {
            matches!(from.object.kind, Kind::Type | Kind::Domain)
                && from.object.written_name() == old.trim_end_matches("[]")
                && to.object.written_name() == new.trim_end_matches("[]")
        })
    }

    /// An enum that became text takes its values as before; a domain that became what it is made of takes more.
    fn is_looser(&self, old: &str, new: &str) -> bool {
        let named = |record: &&Record| {
            matches!(record.object.kind, Kind::Type | Kind::Domain) && record.object.written_name() == old
        };
        let definition =
            self.before.records().iter().find(named).and_then(|record| record.value("definition"));
        definition.is_some_and(|definition| {
            definition == new
                || widening::fit(definition, new) == Fit::Wider
                || (definition.starts_with("ENUM (") && matches!(new, "text" | "character varying"))
        })
    }

    pub(super) fn domains(&self, found: &mut Vec<Breaking>) {
        let of_kind = |snapshot: &'_ Snapshot, kind| {
            snapshot
                .records()
                .iter()
                .filter(move |record| record.object.kind == kind)
                .cloned()
                .collect::<Vec<_>>()
        };
        for was in of_kind(self.before, Kind::Domain) {
            let Some(is) = same(&was.object, self.after) else { continue };
            let object = &was.object;
            let place = object.written_name();
            if let (Some(old), Some(new)) = (was.value("definition"), is.value("definition"))
                && let Some(message) = self.narrowing(&place, old, new)
            {
                found.push(Breaking::new(object, BreakingKind::TypeChanged, message));
            }
            if is.value("NOT NULL").is_some() && was.value("NOT NULL").is_none() {
                found.push(Breaking::new(object, BreakingKind::Required, format!("makes {object} NOT NULL")));
            }
        }
        for is in of_kind(self.after, Kind::DomainConstraint) {
            let Some(domain) = is.object.part_of.as_ref().and_then(|part| {
                let part = crate::Object {
                    kind: Kind::Domain,
                    schema: is.object.schema.clone(),
                    part_of: None,
                    name: part.name.clone(),
                };
                same(&part, self.before)
            }) else {
                continue;
            };
            let old = same(&is.object, self.before).and_then(|record| record.value("definition"));
            self.check(&domain.object, &is, old, found);
        }
    }
}
