//! What differs between two runs of the same command, and is not compared. This is the one place for it.
//!
//! | in the output | in the page |
//! | --- | --- |
//! | the project's folder | `[PROJECT]` |
//! | the `node_modules` that Knex is in | `[KNEX]` |
//! | lines of a JavaScript stack, `    at …` | nothing |
//! | 14 digits that are a moment of today | `[STAMP]` |
//! | a moment of today as PostgreSQL or JavaScript writes it | `[NOW]` |
//! | the server's `host:port` | `[SERVER]` |
//! | the database's name | `[DATABASE]` |
//!
//! Stamps that a test writes down lie in the past, so that they stay.
use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::{Span, Timestamp, tz::TimeZone};
use regex::{Captures, Regex};

// The pattern is a constant that compiles.
#[expect(clippy::unwrap_used)]
static STAMP: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d+").unwrap());

// The pattern is a constant that compiles.
#[expect(clippy::unwrap_used)]
static MOMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(\d{4})-(\d\d)-(\d\d)[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d(?::\d\d)?)?").unwrap()
});

/// Replaces what differs from run to run in a text that a command printed; `places` are texts and what stands for them.
pub fn normalise(text: &str, places: &[(Cow<'_, str>, &str)]) -> String {
    let kept = text.split_inclusive('\n').filter(|line| !line.starts_with("    at "));
    let mut text: String = kept.collect();
    for (place, name) in places.iter().filter(|(place, _)| !place.is_empty()) {
        text = text.replace(&**place, name);
    }
    let days = days_around_now();
    let is_near = |day: &str| days.iter().any(|near| day.starts_with(near.as_str()));
    let text = MOMENT.replace_all(&text, |found: &Captures<'_>| {
        let day = [&found[1], &found[2], &found[3]].concat();
        if is_near(&day) { "[NOW]".to_owned() } else { found[0].to_owned() }
    });
    STAMP
        .replace_all(&text, |found: &Captures<'_>| {
            let digits = &found[0];
            if digits.len() == 14 && is_near(digits) { "[STAMP]" } else { digits }.to_owned()
        })
        .into_owned()
}

/// Yesterday, today and tomorrow as Knex begins a file's name: a run may pass midnight.
fn days_around_now() -> [String; 3] {
    let today = Timestamp::now().to_zoned(TimeZone::UTC);
    [-1, 0, 1].map(|days| {
        let day = today.checked_add(Span::new().days(days)).unwrap_or_else(|_| today.clone());
        day.strftime("%Y%m%d").to_string()
    })
}
