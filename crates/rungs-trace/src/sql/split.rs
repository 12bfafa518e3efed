//! The statements of a text.

use super::scan::{Token, tokens};

/// One statement of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The statement with the comments before it, without its semicolon.
    pub sql: &'a str,
    /// The byte of the text at which it begins.
    pub start: usize,
}

/// Words that begin a function's body of several statements (`BEGIN ATOMIC`), and such as end by `END` inside of it.
const BODY: &str = "atomic";
const OPENERS: &[&str] = &["case", "atomic"];

/// Takes a text apart at the semicolons between its statements, as `psql` does. What holds only comments is no
/// statement; a text without any is one piece.
pub fn split(sql: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = None;
    let mut last_word = String::new();
    let (mut parentheses, mut bodies) = (0usize, 0usize);
    let mut begin = 0;
    for (at, token) in tokens(sql) {
        match token {
            Token::Space(_) => continue,
            Token::Comment(_) => {
                start.get_or_insert(at);
                continue;
            }
            Token::Sign(';') if parentheses == 0 && bodies == 0 => {
                if let Some(start) = start.take().filter(|_| begin > 0) {
                    pieces.push(Piece { sql: sql[start..at].trim_end(), start });
                }
                begin = 0;
                continue;
            }
            Token::Sign('(') => parentheses += 1,
            Token::Sign(')') => parentheses = parentheses.saturating_sub(1),
            Token::Word(word) => {
                let word = word.to_ascii_lowercase();
                let opens_body = word == BODY && last_word == "begin";
                if opens_body || (bodies > 0 && OPENERS.contains(&word.as_str())) {
                    bodies += 1;
                } else if word == "end" {
                    bodies = bodies.saturating_sub(1);
                }
                last_word = word;
            }
            _ => {}
        }
        start.get_or_insert(at);
        begin += 1;
    }
    if let Some(start) = start.filter(|_| begin > 0) {
        pieces.push(Piece { sql: sql[start..].trim_end(), start });
    }
    if pieces.is_empty() {
        pieces.push(Piece { sql, start: 0 });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn texts_come_apart_at_their_semicolons() {
        #[rustfmt::skip]
        let cases: &[(&str, &[&str])] = &[
            ("select 1", &["select 1"]),
            ("select 1;\n-- two\nselect 2;\n", &["select 1", "-- two\nselect 2"]),
            ("select ';'; select \"a;b\"", &["select ';'", "select \"a;b\""]),
            (r"select E'\';'; select 'it''s;'", &[r"select E'\';'", "select 'it''s;'"]),
            ("do $$ begin x; end $$; select $a$ ; $$ ; $a$", &["do $$ begin x; end $$", "select $a$ ; $$ ; $a$"]),
            ("create rule r as on insert to t do (select 1; select 2); select 3", &["create rule r as on insert to t do (select 1; select 2)", "select 3"]),
            ("create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3",
             &["create function f() returns int begin atomic select case when true then 1 end; select 2; end", "select 3"]),
            ("/* a /* ; */ ; */ select 1;;", &["/* a /* ; */ ; */ select 1"]),
            ("-- nothing", &["-- nothing"]),
            ("", &[""]),
            ("begin; select 1; end; commit", &["begin", "select 1", "end", "commit"]),
            ("select a$b$c; select 2", &["select a$b$c", "select 2"]),
            ("select 'ä;'; select 2 -- ü;", &["select 'ä;'", "select 2 -- ü;"]),
        ];
        for (sql, expected) in cases {
            let pieces: Vec<&str> = split(sql).iter().map(|piece| piece.sql).collect();
            assert_eq!(pieces, *expected, "{sql}");
        }
    }
}
