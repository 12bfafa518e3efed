//! CHECK constraints.

use std::collections::BTreeSet;

use super::changes::Changes;
use super::enums::literals;
use super::plain::plain;
use super::{Breaking, BreakingKind};
use crate::object::Object;
use crate::snapshot::Record;

impl Changes<'_> {
    /// A check that is new to `owner`, or other than `old`.
    pub(super) fn check(&self, owner: &Object, is: &Record, old: Option<&str>, found: &mut Vec<Breaking>) {
        let Some(new) = is.value("definition") else { return };
        let Some(old) = old else {
            let message = format!("adds {} to `{}`: `{}`", words(is), owner.written_name(), enforced(new));
            found.push(Breaking::new(owner, BreakingKind::Constrained, message).at([&is.object.name]));
            return;
        };
        if plain(enforced(old)) == plain(enforced(new)) {
            return;
        }
        let message = match refused(old, new) {
            Some(refused) if refused.is_empty() => return,
            Some(refused) => {
                let list: Vec<String> = refused.iter().map(|value| format!("`{value}`")).collect();
                format!("no longer takes {} in {}", list.join(", "), is.object)
            }
            None => format!("changes {} from `{}` to `{}`", is.object, enforced(old), enforced(new)),
        };
        found.push(Breaking::new(owner, BreakingKind::Constrained, message).at([&is.object.name]));
    }
}

fn words(is: &Record) -> String {
    format!("constraint `{}`", is.object.written_name())
}

/// What new rows must obey: validated or not.
pub(super) fn enforced(definition: &str) -> &str {
    definition.strip_suffix(" NOT VALID").unwrap_or(definition)
}

/// Of two checks that list what may be, as PostgreSQL writes `IN`: the values that only the old one takes. `None` where
/// they are not of that form.
fn refused(old: &str, new: &str) -> Option<Vec<String>> {
    let (old, new) = (Listing::of(&plain(enforced(old)))?, Listing::of(&plain(enforced(new)))?);
    (old.around == new.around).then(|| old.values.difference(&new.values).cloned().collect())
}

/// `CHECK (status = ANY (ARRAY['a', 'b']))`, or `CHECK (status = 'a')`.
struct Listing {
    values: BTreeSet<String>,
    /// What stands before the list.
    around: String,
}

impl Listing {
    fn of(definition: &str) -> Option<Self> {
        let found = literals(definition);
        let (first, last) = (found.first()?, found.last()?);
        let before = &definition[..first.range.start];
        let after = &definition[last.range.end..];
        let column = before.strip_suffix("= ANY (ARRAY[").or_else(|| before.strip_suffix("= "))?;
        // Only commas among the values, only brackets behind them.
        let plain = |text: &str| {
            !text.contains(['=', '<', '>']) && ![" AND ", " OR "].iter().any(|word| text.contains(word))
        };
        let between = found.windows(2).all(|pair| plain(&definition[pair[0].range.end..pair[1].range.start]));
        (between && plain(after)).then(|| Self {
            values: found.iter().map(|literal| literal.value.clone()).collect(),
            around: column.to_owned(),
        })
    }
}
