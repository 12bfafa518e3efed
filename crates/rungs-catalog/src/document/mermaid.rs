//! How names are written in Mermaid's entity relationship diagrams: as its grammar has them
//! (`packages/mermaid/src/diagrams/er/parser/erDiagram.jison` of Mermaid 11), which is narrower than SQL.

/// A table's name or a label, in quotes. What cannot stand in quotes is replaced by what looks like it.
pub(super) fn quoted(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|character| match character {
            '"' => '\'',
            '\\' => '/',
            '%' => '٪',
            character if character.is_control() => ' ',
            character => character,
        })
        .collect();
    // To Mermaid a line with `direction TB` in it says where the diagram goes, even in quotes.
    let text = if says_direction(&text) { text.replace(' ', "_") } else { text };
    if text.trim().is_empty() { "\"_\"".to_owned() } else { format!("\"{text}\"") }
}

fn says_direction(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.match_indices("direction").any(|(place, word)| {
        let after = &text[place + word.len()..];
        let next = after.trim_start();
        next.len() < after.len() && ["tb", "bt", "rl", "lr"].iter().any(|way| next.starts_with(way))
    })
}

/// A word of an attribute: its type or its name. What cannot stand in one is replaced by `_`.
pub(super) fn word(text: &str) -> String {
    let fits =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '[' | ']');
    let mut word: String =
        text.chars().map(|character| if fits(character) { character } else { '_' }).collect();
    let begins_well = word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    // `pk`, and `pk-1` as well, is read as a key, whatever its case.
    let is_key = ["pk", "fk", "uk"].iter().any(|key| {
        word.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(key))
            && !word[2..].starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_')
    });
    if !begins_well || is_key {
        word.insert(0, '_');
    }
    word
}

/// Types that have a shorter name.
const SHORT_TYPES: &[(&str, &str)] = &[
    ("character varying", "varchar"),
    ("character", "char"),
    ("timestamp with time zone", "timestamptz"),
    ("timestamp without time zone", "timestamp"),
    ("time with time zone", "timetz"),
    ("time without time zone", "time"),
    ("double precision", "double"),
    ("bit varying", "varbit"),
];

/// A column's type as one word: the short name, without lengths.
pub(super) fn type_word(sql: &str) -> String {
    let mut bare = sql.to_owned();
    while let (Some(open), Some(close)) = (bare.find('('), bare.find(')')) {
        if close < open {
            break;
        }
        bare.replace_range(open..=close, "");
    }
    let (base, array) = match bare.find('[') {
        Some(bracket) => bare.split_at(bracket),
        None => (bare.as_str(), ""),
    };
    let base = base.split_whitespace().collect::<Vec<_>>().join(" ").replace('"', "");
    let short = SHORT_TYPES.iter().find(|(long, _)| *long == base).map_or(base.as_str(), |(_, short)| short);
    word(&format!("{short}{array}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fit_the_grammar() {
        assert_eq!(word("user id"), "user_id");
        assert_eq!(word("1st"), "_1st");
        assert_eq!(
            (word("PK").as_str(), word("pk-1").as_str(), word("pkey").as_str()),
            ("_PK", "_pk-1", "pkey")
        );
        assert_eq!(word(""), "_");
    }

    #[test]
    fn types_are_short() {
        assert_eq!(type_word("timestamp(3) with time zone"), "timestamptz");
        assert_eq!(type_word("character varying(80)[]"), "varchar[]");
        assert_eq!(type_word("numeric(6,2)"), "numeric");
        assert_eq!(type_word("app.\"Mood\""), "app_Mood");
    }

    #[test]
    fn quotes_hold() {
        assert_eq!(quoted("a \"b\" 5%\n"), "\"a 'b' 5٪ \"");
        assert_eq!(quoted("direction TB"), "\"direction_TB\"");
    }
}
