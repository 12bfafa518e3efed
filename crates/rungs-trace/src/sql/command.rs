//! What a statement begins with.

use super::scan::{Token, tokens};
use super::split::split;

/// First words of statements that begin, end or divide transactions.
const CONTROL: &[&str] = &["begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release"];

/// Whether a text begins or ends transactions, or holds a savepoint.
pub fn controls_transaction(sql: &str) -> bool {
    split(sql).iter().any(|piece| {
        let words: Vec<String> = words(piece.sql).take(2).collect();
        match words.first().map(String::as_str) {
            Some("prepare") => words.get(1).is_some_and(|word| word == "transaction"),
            Some(word) => CONTROL.contains(&word),
            None => false,
        }
    })
}

/// Whether a statement must come before all queries of its transaction, or is what opens it.
pub fn sets_up_transaction(sql: &str) -> bool {
    let mut words = words(sql);
    matches!(words.next().as_deref(), Some("begin" | "start" | "set" | "show" | "reset"))
}

/// The words of a statement in lower case, quoted names with their quotes; strings, comments and signs are left out.
pub fn words(sql: &str) -> impl Iterator<Item = String> {
    tokens(sql).filter_map(|(_, token)| match token {
        Token::Word(word) => Some(word.to_ascii_lowercase()),
        Token::Quoted(name) if name.starts_with('"') => Some(name.to_owned()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::controls_transaction;

    #[test]
    fn transactions_are_told_from_bodies() {
        assert!(controls_transaction("-- now\nBEGIN"));
        assert!(controls_transaction("create table a (); commit;"));
        assert!(controls_transaction("prepare transaction 'x'"));
        assert!(!controls_transaction("prepare q as select 1"));
        assert!(!controls_transaction("do $$ begin null; end $$"));
        assert!(!controls_transaction("create table \"commit\" ()"));
    }
}
