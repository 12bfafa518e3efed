//! Which statement made an object.

use rungs_postgres::Origin;
use rungs_trace::Traced;

use crate::schema::{Key, KeyClass};

/// Where something was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The migration's place among the judged ones; `None` for what no migration is to blame for.
    pub migration: Option<usize>,
    /// The statement, where it is known.
    pub statement: Option<StatementAt>,
    /// The place in the user's source: within the statement where its text shows it.
    pub origin: Option<Origin>,
}

/// A statement and where it was sent from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementAt {
    /// Its text.
    pub sql: String,
    /// The call that sent it.
    pub origin: Origin,
}

/// The statement that made what `key` tells, else the first of those that name most of `names`, of which the earlier
/// weigh more.
pub(super) fn statement<'a>(
    statements: &'a [Traced],
    key: Option<&Key>,
    names: &[&str],
) -> Option<&'a Traced> {
    let ran = || statements.iter().filter(|traced| traced.failure.is_none());
    if let Some(Key { class: KeyClass::Relation, oid, .. }) = key {
        let creates = |traced: &&Traced| traced.created.iter().any(|relation| relation.oid == *oid);
        if let Some(found) = ran().find(creates) {
            return Some(found);
        }
    }
    let weight = |traced: &Traced| {
        let sql = traced.statement.sql.as_str();
        let weights = names.iter().rev().enumerate();
        let named: u64 =
            weights.filter(|(_, name)| position(sql, name).is_some()).map(|(at, _)| 2 << at.min(60)).sum();
        // A statement that reads or writes rows names tables too, but makes nothing of them.
        named + u64::from(named > 0 && !traced.is_read && is_definition(traced))
    };
    let heaviest = ran().map(weight).max().filter(|heaviest| *heaviest > 0)?;
    ran().find(|traced| weight(traced) == heaviest)
}

fn is_definition(traced: &Traced) -> bool {
    matches!(
        traced.command.as_deref(),
        Some("CREATE" | "ALTER" | "DO" | "COMMENT" | "DROP" | "SELECT" | "CALL")
    )
}

/// Where `name` stands in `text` as a word.
pub(super) fn position(text: &str, name: &str) -> Option<usize> {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    let found = |(start, _): &(usize, &str)| {
        let before = text[..*start].chars().next_back();
        let after = text[start + name.len()..].chars().next();
        !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
    };
    if name.is_empty() {
        return None;
    }
    text.match_indices(name).find(found).map(|(start, _)| start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_a_word_only() {
        assert!(position(r#"create index "users_email" on "users" ("email")"#, "users") == Some(31));
        assert!(position(r#"create index "users_email" on "people" ("x")"#, "users").is_none());
        assert!(position("select 1", "").is_none());
    }
}
