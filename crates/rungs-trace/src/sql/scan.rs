//! Where strings, names and comments begin and end.

/// A piece of text that is of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// A word that is not quoted: a key word, a name, a number.
    Word(&'a str),
    /// A string, a quoted name: nothing in it counts.
    Quoted(&'a str),
    /// A comment.
    Comment(&'a str),
    /// White space.
    Space(&'a str),
    /// Any other character.
    Sign(char),
    /// `$1`
    Parameter(&'a str),
}

/// The tokens of a text, with the byte at which each begins (PostgreSQL manual, "4.1. Lexical Structure"). A string
/// that does not end goes to the end of the text.
pub fn tokens(sql: &str) -> impl Iterator<Item = (usize, Token<'_>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &sql[at..];
        let (token, length) = next(rest)?;
        let start = at;
        at += length;
        Some((start, token))
    })
}

fn next(rest: &str) -> Option<(Token<'_>, usize)> {
    let first = rest.chars().next()?;
    let upto = |length: usize| (&rest[..length], length);
    let found = match first {
        c if c.is_whitespace() => {
            let (text, length) = upto(rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len()));
            (Token::Space(text), length)
        }
        '-' if rest.starts_with("--") => {
            let (text, length) = upto(rest.find('\n').unwrap_or(rest.len()));
            (Token::Comment(text), length)
        }
        '/' if rest.starts_with("/*") => {
            let (text, length) = upto(block_comment(rest));
            (Token::Comment(text), length)
        }
        '\'' | '"' => {
            let (text, length) = upto(quoted(rest, first, false));
            (Token::Quoted(text), length)
        }
        'e' | 'E' if rest[1..].starts_with('\'') => {
            let (text, length) = upto(1 + quoted(&rest[1..], '\'', true));
            (Token::Quoted(text), length)
        }
        '$' => match dollar_quoted(rest) {
            Some(length) => (Token::Quoted(&rest[..length]), length),
            None => {
                let digits = rest[1..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - 1);
                if digits == 0 {
                    (Token::Sign('$'), 1)
                } else {
                    (Token::Parameter(&rest[..=digits]), digits + 1)
                }
            }
        },
        c if is_word(c) => {
            let (text, length) = upto(rest.find(|c: char| !is_word(c) && c != '$').unwrap_or(rest.len()));
            (Token::Word(text), length)
        }
        c => (Token::Sign(c), c.len_utf8()),
    };
    Some(found)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of what begins with `quote`; a doubled one stands for itself.
fn quoted(text: &str, quote: char, backslashes: bool) -> usize {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && backslashes {
            chars.next();
        } else if c == quote {
            match chars.peek() {
                Some((_, next)) if *next == quote => {
                    chars.next();
                }
                _ => return at + 1,
            }
        }
    }
    text.len()
}

/// The length of `$tag$ … $tag$`; `None` when no such thing begins here.
fn dollar_quoted(text: &str) -> Option<usize> {
    let tag_end = 1 + text[1..].find('$')?;
    let tag = &text[1..tag_end];
    if !tag.chars().all(is_word) || tag.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let delimiter = &text[..=tag_end];
    let body = &text[delimiter.len()..];
    Some(body.find(delimiter).map_or(text.len(), |end| end + 2 * delimiter.len()))
}

/// The length of a comment; comments nest.
fn block_comment(text: &str) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}
