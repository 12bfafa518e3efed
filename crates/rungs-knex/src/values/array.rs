use std::{iter::Peekable, str::Chars};

/// A PostgreSQL array's text, read as npm's `postgres-array` 2 reads it.
#[derive(Debug, PartialEq)]
pub(super) enum Element {
    /// `NULL` without quotes.
    Null,
    /// Any other element, its quotes and escapes taken off.
    Text(String),
    /// An array inside.
    Array(Vec<Element>),
}

/// Reads `{1,"a b",NULL,{…}}`, also with bounds before it (`[0:1]={…}`). What is left out at the end is not missed.
pub(super) fn parse(text: &str) -> Vec<Element> {
    let body = if text.starts_with('[') { text.split_once('=').map_or(text, |(_, body)| body) } else { text };
    let mut characters = body.chars().peekable();
    characters.next_if_eq(&'{');
    elements(&mut characters)
}

/// The elements up to the closing brace, which is consumed.
fn elements(characters: &mut Peekable<Chars>) -> Vec<Element> {
    let mut found = Vec::new();
    while let Some(character) = characters.next() {
        match character {
            '}' => break,
            ',' => {}
            '{' => found.push(Element::Array(elements(characters))),
            '"' => found.push(Element::Text(quoted(characters))),
            first => found.push(bare(first, characters)),
        }
    }
    found
}

fn quoted(characters: &mut Peekable<Chars>) -> String {
    let mut text = String::new();
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' => text.extend(characters.next()),
            other => text.push(other),
        }
    }
    text
}

fn bare(first: char, characters: &mut Peekable<Chars>) -> Element {
    let mut text = String::new();
    let mut next = Some(first);
    while let Some(character) = next {
        match character {
            '\\' => text.extend(characters.next()),
            other => text.push(other),
        }
        next = characters.next_if(|character| !matches!(character, ',' | '}'));
    }
    if text == "NULL" { Element::Null } else { Element::Text(text) }
}

#[cfg(test)]
mod tests {
    use super::{Element, parse};

    #[test]
    fn arrays_nest_and_quote() {
        let text = |text: &str| Element::Text(text.to_owned());
        assert_eq!(
            parse(r#"{a,"b \"c\"",NULL,"NULL",""}"#),
            [text("a"), text(r#"b "c""#), Element::Null, text("NULL"), text("")]
        );
        assert_eq!(parse("[0:1]={1,2}"), [text("1"), text("2")]);
        assert_eq!(parse("{{1},{2}}"), [Element::Array(vec![text("1")]), Element::Array(vec![text("2")])]);
        assert_eq!(parse("{}"), []);
    }
}
