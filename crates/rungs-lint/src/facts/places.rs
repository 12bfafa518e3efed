//! Where a name stands in a statement.

use rungs_trace::sql::{Token, tokens};

use super::attribution::position;

/// What a finding looks for in a statement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// Names, what tells most first.
    pub names: &'a [&'a str],
    /// What is done to it, as SQL says it: `drop`, `type`. Nothing for what is made.
    pub act: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    /// What was made under one of these names.
    pub(crate) fn made(names: &'a [&'a str]) -> Self {
        Self { names, act: None }
    }

    /// How well a statement fits: which of the names it has, of which the earlier weigh more than all later ones, and
    /// whether it says the act, which counts more than the names after the first. 0 where it has none of the names.
    pub(crate) fn weigh(&self, sql: &str) -> (u32, bool, u64) {
        let sql = without_comments(sql);
        let weights = self.names.iter().rev().enumerate();
        let has = weights.filter(|(_, name)| position(&sql, name).is_some());
        let named: u64 = has.map(|(at, _)| 1 << at.min(60)).sum();
        let first = u64::BITS - named.leading_zeros();
        (first, self.act.is_some_and(|act| says(&sql, act)), named)
    }
}

/// The byte at which the first of the names that `sql` has stands: where it is a name rather than a value, made rather
/// than dropped, and in the clause that says the act, if there is such a place. Comments do not count.
pub(super) fn in_sql(sql: &str, wanted: Wanted<'_>) -> Option<(usize, usize)> {
    let sql = without_comments(sql);
    let found = |name: &&str| {
        let places = positions(&sql, name);
        places.min_by_key(|at| strangeness(&sql, *at, name, wanted.act)).map(|at| (at, name.len()))
    };
    wanted.names.iter().find_map(found)
}

/// All places of `name` as a word.
pub(super) fn positions<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + position(text.get(from..)?, name)?;
        from = at + name.len();
        Some(at)
    })
}

/// How little a place looks like the one that is meant: 0 is best.
fn strangeness(sql: &str, at: usize, name: &str, act: Option<&str>) -> u8 {
    let (before, after) = (&sql[..at], &sql[at + name.len()..]);
    let is_value = before.ends_with('\'') && act != Some("rename value");
    let end = |c: char| matches!(c, ',' | ';' | '(' | ')');
    let head = &before[before.rfind(end).map_or(0, |at| at + 1)..];
    let tail = &after[..after.find([',', ';']).unwrap_or(after.len())];
    let says = |word: &str| [head, tail].iter().any(|part| says(part, word));
    let is_dropped = act != Some("drop") && says_last(head, "drop");
    let is_elsewhere = act.is_some_and(|act| !says(act));
    u8::from(is_value) * 4 + u8::from(is_dropped) * 2 + u8::from(is_elsewhere)
}

/// Whether `words` stand in a piece of SQL, in any case.
pub(super) fn says(sql: &str, words: &str) -> bool {
    position(&sql.to_lowercase(), words).is_some()
}

/// Whether `word` is among the last words.
fn says_last(sql: &str, word: &str) -> bool {
    sql.split_whitespace().rev().take(5).any(|said| said.eq_ignore_ascii_case(word))
}

/// The text with blanks for its comments, also in the bodies of `DO` blocks and functions; each byte stays where it is.
pub(super) fn without_comments(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    for (_, token) in tokens(sql) {
        match token {
            Token::Comment(text) => blank(&mut out, text),
            Token::Quoted(text) if text.starts_with('$') => {
                let tag = text[1..].find('$').map_or(text.len(), |end| end + 2);
                match text.get(tag..text.len().saturating_sub(tag)) {
                    Some(body) => {
                        out.push_str(&text[..tag]);
                        out.push_str(&without_comments(body));
                        out.push_str(&text[tag + body.len()..]);
                    }
                    None => out.push_str(text),
                }
            }
            Token::Word(text) | Token::Quoted(text) | Token::Space(text) | Token::Parameter(text) => {
                out.push_str(text);
            }
            Token::Sign(sign) => out.push(sign),
        }
    }
    out
}

fn blank(out: &mut String, text: &str) {
    out.extend(text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tail(sql: &str, name: &str, act: Option<&str>) -> String {
        let (at, length) = in_sql(sql, Wanted { names: &[name], act }).unwrap_or_default();
        sql[at + length..].chars().take(12).collect()
    }

    #[test]
    fn a_name_is_found_where_it_is_made() {
        let replaced = "ALTER TABLE t DROP CONSTRAINT c, ADD CONSTRAINT c CHECK (a > 0)";
        assert_eq!(tail(replaced, "c", None), " CHECK (a > ");
        assert_eq!(tail(replaced, "c", Some("drop")), ", ADD CONSTR");
        assert_eq!(tail("-- makes t\nCREATE TABLE t (id int)", "t", None), " (id int)");
        assert_eq!(
            tail("DO $$ BEGIN -- t\n IF n = 't' THEN CREATE TABLE t (); END IF; END $$", "t", None),
            " (); END IF;"
        );
    }

    #[test]
    fn a_column_is_found_where_its_type_is_said() {
        let sql =
            "ALTER TABLE t ADD CHECK (price > 0), ALTER COLUMN price SET DEFAULT 1, ALTER price TYPE int";
        assert_eq!(tail(sql, "price", Some("type")), " TYPE int");
        assert_eq!(tail(sql, "price", Some("default")), " SET DEFAULT");
    }
}
