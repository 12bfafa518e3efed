//! What a check says, whatever the types of its columns are.

/// Words by which a type's name goes on: `character varying`, `timestamp without time zone`.
const MORE: &[&str] = &["varying", "precision", "with", "without", "time", "zone"];

/// A definition without its casts, and without the brackets that PostgreSQL writes around what is cast: a column that
/// becomes `text` changes the words of its checks and nothing else.
pub(super) fn plain(definition: &str) -> String {
    let mut text = without_casts(definition);
    while let Some((open, close)) = needless(&text) {
        text.remove(close);
        text.remove(open);
    }
    text
}

fn without_casts(definition: &str) -> String {
    let mut out = String::with_capacity(definition.len());
    let mut rest = definition;
    while let Some(c) = rest.chars().next() {
        if let Some(type_name) = rest.strip_prefix("::") {
            rest = after_type(type_name);
            continue;
        }
        let length = if matches!(c, '\'' | '"') { quoted(rest, c) } else { c.len_utf8() };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// What follows the type's name that `text` begins with.
fn after_type(text: &str) -> &str {
    let mut rest = after_word(text);
    loop {
        let next = rest.trim_start();
        let word = &next[..next.len() - after_word(next).len()];
        let is_modifier = rest.starts_with('(') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
        if rest.starts_with(' ') && MORE.contains(&word) {
            rest = &next[word.len()..];
        } else if is_modifier && let Some(end) = rest.find(')') {
            rest = &rest[end + 1..];
        } else if let Some(after) = rest.strip_prefix("[]") {
            rest = after;
        } else {
            return rest;
        }
    }
}

fn after_word(text: &str) -> &str {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' => quoted(rest, '"'),
            c if is_word(c) || c == '.' => c.len_utf8(),
            _ => break,
        };
        rest = &rest[length..];
    }
    rest
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of what stands in quotes at the beginning of `text`.
fn quoted(text: &str, quote: char) -> usize {
    text[1..].find(quote).map_or(text.len(), |end| end + 2)
}

/// The first pair of brackets around a single value, a single name or another pair of brackets.
fn needless(text: &str) -> Option<(usize, usize)> {
    let mut open = Vec::new();
    let mut inner = None;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let length = if matches!(c, '\'' | '"') { quoted(&text[at..], c) } else { c.len_utf8() };
        if c == '(' {
            open.push(at);
        } else if c == ')' {
            let start = open.pop()?;
            let content = &text[start + 1..at];
            let is_call = text[..start].ends_with(is_word);
            if !is_call && (is_atom(content) || inner == Some((start + 1, at.saturating_sub(1)))) {
                return Some((start, at));
            }
            inner = Some((start, at));
        }
        at += length;
    }
    None
}

fn is_atom(content: &str) -> bool {
    let Some(first) = content.chars().next() else { return false };
    match first {
        '\'' | '"' => quoted(content, first) == content.len(),
        _ => content.chars().all(is_word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn casts_do_not_count() {
        let of_varchar = "CHECK (((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))";
        let of_text =
            "CHECK ((status = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])))";
        assert_eq!(plain(of_varchar), "CHECK (status = ANY (ARRAY['a', 'b']))");
        assert_eq!(plain(of_text), plain(of_varchar));
    }

    #[test]
    fn what_is_computed_counts() {
        let other = ["CHECK ((lower(a) > 'x::y'::text))", "CHECK (((a > 0) AND ((b > 0) OR (c > 0))))"];
        assert_eq!(
            other.map(plain),
            ["CHECK (lower(a) > 'x::y')", "CHECK ((a > 0) AND ((b > 0) OR (c > 0)))"]
        );
        assert_eq!(plain("CHECK ((at > now()::timestamp(3) without time zone))"), "CHECK (at > now())");
    }
}
