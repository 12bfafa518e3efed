//! The rules: one file a rule, its page beside it.

mod foreign_key_index;
mod missing_down;
mod suppressions;
mod up_fails;

use crate::rule::Rule;
use crate::settings::UnknownRule;

pub(crate) use suppressions::about_suppressions;

/// All rules, in the order in which they are listed.
pub const RULES: &[Rule] = &[
    foreign_key_index::RULE,
    missing_down::RULE,
    up_fails::RULE,
    suppressions::WITHOUT_REASON,
    suppressions::UNUSED,
];

/// The rule of this name.
///
/// # Errors
/// When there is none, with the one whose name is most like it.
pub fn rule(name: &str) -> Result<&'static Rule, UnknownRule> {
    RULES.iter().find(|rule| rule.name == name).ok_or_else(|| UnknownRule::named(name))
}
