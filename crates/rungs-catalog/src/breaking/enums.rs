//! Values of enums.

use super::changes::{Changes, same};
use super::{Breaking, BreakingKind};
use crate::kind::Kind;
use crate::snapshot::Record;

impl Changes<'_> {
    pub(super) fn enums(&self, found: &mut Vec<Breaking>) {
        for was in self.before.records().iter().filter(|record| record.object.kind == Kind::Type) {
            let Some(is) = same(&was.object, self.after) else { continue };
            let (Some(old), Some(new)) = (was.value("definition"), is.value("definition")) else { continue };
            if old == new {
                continue;
            }
            let (Some(old), Some(new)) = (values(old), values(new)) else {
                let message = format!("changes {} from `{old}` to `{new}`", was.object);
                found.push(Breaking::new(&was.object, BreakingKind::TypeChanged, message));
                continue;
            };
            enum_values(was, &old, &new, found);
        }
    }
}

impl Changes<'_> {
    /// Whether the default is the same value of an enum, which has another name now.
    pub(super) fn renames_default(&self, was: &Record, is: &Record) -> bool {
        let Some(type_name) = was.value("type") else { return false };
        let is_type =
            |record: &&Record| record.object.kind == Kind::Type && record.object.written_name() == type_name;
        let Some(old) = self.before.records().iter().find(is_type) else { return false };
        let Some(new) = same(&old.object, self.after) else { return false };
        let place = |column: &Record, of: &Record| {
            let list = values(of.value("definition")?)?;
            let default = literals(column.value("default")?).into_iter().next()?.value;
            Some((list.len(), list.iter().position(|value| *value == default)?))
        };
        let place_before = place(was, old);
        place_before.is_some() && place_before == place(is, new)
    }
}

/// As many values in the same places: what differs was renamed.
fn enum_values(was: &Record, old: &[String], new: &[String], found: &mut Vec<Breaking>) {
    let place = was.object.written_name();
    for (index, value) in old.iter().enumerate().filter(|(_, value)| !new.contains(value)) {
        let now = new.get(index).filter(|now| old.len() == new.len() && !old.contains(now));
        found.push(match now {
            Some(now) => Breaking::new(
                &was.object,
                BreakingKind::Renamed,
                format!("renames value `{value}` of enum `{place}` to `{now}`"),
            )
            .at([value]),
            None => Breaking::new(
                &was.object,
                BreakingKind::Dropped,
                format!("drops value `{value}` of enum `{place}`"),
            ),
        });
    }
}

/// The values of `ENUM ('a', 'b')`; `None` of what is no enum.
fn values(definition: &str) -> Option<Vec<String>> {
    let list = definition.strip_prefix("ENUM (")?.strip_suffix(')')?;
    Some(literals(list).into_iter().map(|literal| literal.value).collect())
}

/// A quoted text within SQL.
pub(super) struct Literal {
    pub value: String,
    /// Its place in the SQL, quotes included.
    pub range: std::ops::Range<usize>,
}

/// All texts in quotes: `'it''s'`, `E'a\\b'`.
pub(super) fn literals(sql: &str) -> Vec<Literal> {
    let mut literals = Vec::new();
    let mut rest = sql.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if c != '\'' {
            continue;
        }
        let mut value = String::new();
        let mut end = sql.len();
        while let Some((at, c)) = rest.next() {
            if c != '\'' {
                value.push(c);
            } else if rest.next_if(|(_, c)| *c == '\'').is_some() {
                value.push('\'');
            } else {
                end = at + 1;
                break;
            }
        }
        literals.push(Literal { value, range: start..end });
    }
    literals
}
