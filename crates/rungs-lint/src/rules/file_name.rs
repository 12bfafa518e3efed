//! Files are named by time and purpose.

use crate::facts::Facts;
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "file-name",
    group: Group::Conventions,
    level: Level::Error,
    text: include_str!("file-name.md"),
    check,
};

/// Words that say nothing about what a migration does.
const EMPTY_WORDS: &[&str] = &[
    "a",
    "again",
    "asdf",
    "bar",
    "change",
    "changes",
    "database",
    "db",
    "fix",
    "fixes",
    "foo",
    "knex",
    "migrate",
    "migration",
    "migrations",
    "misc",
    "more",
    "my",
    "new",
    "other",
    "schema",
    "sql",
    "stuff",
    "temp",
    "test",
    "the",
    "tmp",
    "todo",
    "untitled",
    "update",
    "updates",
    "wip",
];

fn check(facts: &Facts) -> Vec<Found> {
    let judged = facts.migrations.iter().enumerate().filter(|(_, migration)| migration.path.is_some());
    judged
        .filter_map(|(index, migration)| {
            let message = trouble(&migration.name, facts.newest_applied.as_deref())?;
            let fix = "rungs migrate:make what_it_does".to_owned();
            Some(Found { made: migration.whole(index), message, fix })
        })
        .collect()
}

fn trouble(name: &str, newest_applied: Option<&str>) -> Option<String> {
    let stem = rungs_run::stem(name);
    let digits = stem.find(|c: char| !c.is_ascii_digit()).unwrap_or(stem.len());
    let (time, rest) = stem.split_at(digits);
    if !is_time(time) {
        return Some("the file's name does not begin with a time, such as `20240131120000_`".to_owned());
    }
    let words = rest.split(|c: char| !c.is_alphanumeric()).flat_map(words);
    let tells =
        |word: &String| word.chars().any(char::is_alphabetic) && !EMPTY_WORDS.contains(&word.as_str());
    if !words.into_iter().any(|word| tells(&word)) {
        return Some("the file's name does not say what the migration does".to_owned());
    }
    let newest = newest_applied.filter(|newest| name < *newest)?;
    Some(format!("it comes before `{newest}`, which is applied already"))
}

/// Whether it is a date, with or without the time of day, or a count of seconds or milliseconds since 1970 (of this century).
fn is_time(digits: &str) -> bool {
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok());
    let is_date = (8..=17).contains(&digits.len())
        && number(0..4).is_some_and(|year| (1970..=2199).contains(&year))
        && number(4..6).is_some_and(|month| (1..=12).contains(&month))
        && number(6..8).is_some_and(|day| (1..=31).contains(&day));
    is_date || (matches!(digits.len(), 10 | 13) && digits.starts_with('1'))
}

/// The words of a piece of a name, also where a capital letter begins one: in small letters.
fn words(piece: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in piece.chars() {
        if c.is_uppercase() && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_time_and_purpose() {
        for name in [
            "20240131120000_users.ts",
            "20240131_addEmail.js",
            "1609459200000-create-users.ts",
            "202401311200_x1.ts",
        ] {
            assert_eq!(trouble(name, None), None, "{name}");
        }
        for name in [
            "users.ts",
            "001_users.ts",
            "20241331_users.ts",
            "20240131120000_migration.ts",
            "20240131120000.ts",
        ] {
            assert!(trouble(name, None).is_some(), "{name}");
        }
        assert!(trouble("20240131_users.ts", Some("20240201_orders.ts")).is_some());
    }
}
