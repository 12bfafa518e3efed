//! Which statements may go out together without waiting for each other.

use crate::statement::Statement;

/// Words after which a transaction may be over, or (COPY) the connection in another mode. A statement that
/// holds one anywhere, be it in a string, ends its segment: that costs a round trip, never correctness.
/// `PREPARE TRANSACTION` ends one too.
const ENDINGS: [&str; 6] = ["commit", "rollback", "abort", "end", "copy", "prepare"];

/// Statements that open a transaction and cannot fail on a connection that works and is idle.
const OPENINGS: [&str; 4] = ["begin", "begin transaction", "begin work", "start transaction"];
const ISOLATION: &str = " isolation level ";
const LEVELS: [&str; 4] = ["serializable", "repeatable read", "read committed", "read uncommitted"];

/// How many of `statements` (at least one, if there are any) may be written at once.
///
/// Inside a transaction a statement that fails makes those after it fail as well, so nothing is lost by
/// sending them together; outside of one each would take effect by itself. A `BEGIN` opens the way for
/// those behind it.
pub(crate) fn segment_length<'a>(
    in_transaction: bool,
    statements: impl IntoIterator<Item = &'a Statement>,
) -> usize {
    let mut open = in_transaction;
    let mut length = 0;
    let mut statements = statements.into_iter().peekable();
    while let Some(statement) = statements.next() {
        length += 1;
        // Of the last one it does not matter, and it may be long.
        if statements.peek().is_none() {
            break;
        }
        open = open || opens_transaction(&statement.sql);
        if !open || may_end_transaction(&statement.sql) {
            break;
        }
    }
    length
}

pub(super) fn opens_transaction(sql: &str) -> bool {
    if sql.len() > 80 || !sql.trim_ascii_start().starts_with(['b', 'B', 's', 'S']) {
        return false;
    }
    let words = sql.trim_end_matches([';', ' ', '\n']).split_ascii_whitespace();
    let sql = words.collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    match sql.split_once(ISOLATION) {
        Some((opening, level)) => OPENINGS.contains(&opening) && LEVELS.contains(&level),
        None => OPENINGS.contains(&sql.as_str()),
    }
}

/// Whether the statement could end a transaction, or put the connection into another mode.
pub(crate) fn may_end_transaction(sql: &str) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let is_ending = |word: &[u8]| ENDINGS.iter().any(|ending| word.eq_ignore_ascii_case(ending.as_bytes()));
    // Most words are longer or shorter.
    sql.as_bytes().split(|byte| !is_word(byte)).any(|word| (3..=8).contains(&word.len()) && is_ending(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments() {
        #[rustfmt::skip]
        let cases: &[(bool, &[&str], usize)] = &[
            (false, &["create table a ()", "create table b ()"], 1),
            (true, &["create table a ()", "create table b ()"], 2),
            (false, &["BEGIN;", "create table a ()", "create table b ()"], 3),
            (false, &["begin  isolation level\nserializable ;", "select 1"], 2),
            (false, &["begin isolation level nonsense", "select 1"], 1),
            (false, &["begin; select 1", "select 1"], 1),
            (true, &["insert into t values ($1)", "COMMIT;", "select 1"], 2),
            (true, &["rollback to savepoint s", "select 1"], 1),
            (true, &["select 1; commit", "select 1"], 1),
            (true, &["copy t from stdin", "select 1"], 1),
            (true, &["prepare transaction 'x'", "select 1"], 1),
            (true, &["select weekend, commits from t", "select 1"], 2),
            (true, &[], 0),
        ];
        for (in_transaction, sqls, expected) in cases {
            let statements: Vec<Statement> = sqls.iter().map(|sql| Statement::new(*sql)).collect();
            assert_eq!(segment_length(*in_transaction, &statements), *expected, "{sqls:?}");
        }
    }
}
