//! Which statement made an object.

use rungs_postgres::Origin;
use rungs_trace::Traced;

use super::places::{positions, without_comments};
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
        let named: u64 = weights.filter(|(_, name)| makes(sql, name)).map(|(at, _)| 2 << at.min(60)).sum();
        // A statement that reads or writes rows names tables too, but makes nothing of them.
        named + u64::from(named > 0 && !traced.is_read && is_definition(traced))
    };
    let heaviest = ran().map(weight).max().filter(|heaviest| *heaviest > 0)?;
    ran().find(|traced| weight(traced) == heaviest)
}

/// Whether `name` stands in `sql`, and not only as what is dropped or in a comment.
fn makes(sql: &str, name: &str) -> bool {
    let is_commented = sql.contains("--") || sql.contains("/*");
    if is_commented && position(sql, name).is_some() {
        return makes_in(&without_comments(sql), name);
    }
    makes_in(sql, name)
}

fn makes_in(sql: &str, name: &str) -> bool {
    positions(sql, name).any(|at| {
        let before = sql[..at].trim_end_matches('"').to_lowercase();
        let mut words = before.split_whitespace().rev().take_while(|word| !word.ends_with([',', ';', '(']));
        !words.by_ref().take(5).any(|word| word == "drop")
    })
}

fn is_definition(traced: &Traced) -> bool {
    matches!(
        traced.command.as_deref(),
        Some("CREATE" | "ALTER" | "DO" | "COMMENT" | "DROP" | "SELECT" | "CALL")
    )
}

/// As many bytes of a name as PostgreSQL keeps (manual, "4.1.1. Identifiers and Key Words").
const NAME_LENGTH: usize = 63;

/// Where `name` stands in `text` as a word; of one that PostgreSQL may have cut, the beginning will do.
pub(super) fn position(text: &str, name: &str) -> Option<usize> {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    let found = |(start, _): &(usize, &str)| {
        let before = text[..*start].chars().next_back();
        let after = text[start + name.len()..].chars().next();
        let ends = name.len() == NAME_LENGTH || !after.is_some_and(part_of_word);
        ends && !before.is_some_and(part_of_word)
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
    fn what_is_dropped_is_not_made() {
        assert!(!makes("ALTER TABLE bookings DROP COLUMN status", "status"));
        assert!(!makes("drop index if exists \"a_b\"", "a_b"));
        assert!(makes("alter table t drop column a, add column status text", "status"));
        assert!(makes("drop table a; create table a (id int)", "a"));
        assert!(!makes("-- fills a\nupdate b set x = 1", "a"));
    }

    #[test]
    fn a_name_is_found_as_a_word_only() {
        assert!(position(r#"create index "users_email" on "users" ("email")"#, "users") == Some(31));
        assert!(position(r#"create index "users_email" on "people" ("x")"#, "users").is_none());
        assert!(position("select 1", "").is_none());
        let long = "a".repeat(70);
        assert!(position(&long, &long[..63]).is_some() && position(&long, &long[..62]).is_none());
    }
}
