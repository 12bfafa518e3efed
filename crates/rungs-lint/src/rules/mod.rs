//! The rules: one file a rule, its page beside it.

mod breaking_change;
mod constraint_scan;
mod data_change_in_transaction;
mod exclusive_lock_held;
mod file_name;
mod fix;
mod foreign_key_index;
mod foreign_key_on_delete;
mod frequent_query_index;
mod index_not_concurrent;
mod jsonb_gin_index;
mod large_table_partitioned;
mod materialized_view_unique_index;
mod missing_down;
mod not_null;
mod not_null_scan;
mod redundant_index;
mod safety;
mod snake_case;
mod suppressions;
mod table_rewrite;
mod time_ordered_id;
mod unique_not_concurrent;
mod up_fails;

use crate::rule::Rule;
use crate::settings::UnknownRule;

pub(crate) use breaking_change::RULE as BREAKING_CHANGE;
pub(crate) use suppressions::about_suppressions;

/// All rules, in the order in which they are listed.
pub const RULES: &[Rule] = &[
    snake_case::RULE,
    foreign_key_index::RULE,
    foreign_key_on_delete::RULE,
    frequent_query_index::RULE,
    time_ordered_id::RULE,
    large_table_partitioned::RULE,
    jsonb_gin_index::RULE,
    not_null::RULE,
    missing_down::RULE,
    data_change_in_transaction::RULE,
    materialized_view_unique_index::RULE,
    redundant_index::RULE,
    file_name::RULE,
    index_not_concurrent::RULE,
    unique_not_concurrent::RULE,
    constraint_scan::RULE,
    not_null_scan::RULE,
    table_rewrite::RULE,
    exclusive_lock_held::RULE,
    breaking_change::RULE,
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
