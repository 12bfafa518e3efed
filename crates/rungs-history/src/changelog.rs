//! `docs/BREAKING_CHANGES.md`.

use std::fmt::Write;

use rungs_catalog::Breaking;

/// What breaks, migration by migration.
#[derive(Debug, Clone, Default)]
pub struct Changelog {
    /// In the order in which they run.
    pub releases: Vec<Release>,
}

/// A migration that breaks something, or says that it does.
#[derive(Debug, Clone)]
pub struct Release {
    /// Its name without its extension.
    pub migration: String,
    /// What breaks, as the catalog shows it.
    pub breaks: Vec<Breaking>,
    /// What its author says about it.
    pub words: Vec<String>,
}

const HEAD: &str = "# Breaking changes\n\nWhat programs that work with this database must know, newest first. `rungs changelog` writes this file from the\nmigrations: what breaks, as PostgreSQL's catalog shows it, and what `@breaking` in the migration says.\n";

impl Release {
    /// Whether it breaks something and nobody says what to do.
    pub fn lacks_words(&self) -> bool {
        !self.breaks.is_empty() && self.words.is_empty()
    }
}

impl Changelog {
    /// The document, the same for the same migrations.
    pub fn to_markdown(&self) -> String {
        let mut text = String::from(HEAD);
        if self.releases.is_empty() {
            text.push_str("\nNothing breaks.\n");
        }
        for release in self.releases.iter().rev() {
            let name = &release.migration;
            // Writing to a String cannot fail.
            let _ = match date(name) {
                Some(date) => writeln!(text, "\n## {date}: {name}\n"),
                None => writeln!(text, "\n## {name}\n"),
            };
            for words in &release.words {
                let _ = writeln!(text, "{words}\n");
            }
            if release.lacks_words() {
                text.push_str("*Its author has not said what to do about it.*\n\n");
            }
            for breaking in &release.breaks {
                let _ = writeln!(text, "- {breaking}");
            }
            if release.breaks.is_empty() {
                text.truncate(text.trim_end().len());
                text.push('\n');
            }
        }
        text
    }
}

/// `2024-05-06` of a name that begins `20240506…`.
fn date(name: &str) -> Option<String> {
    let digits = name.get(..8).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let (year, month, day) = (&digits[..4], &digits[4..6], &digits[6..]);
    let fits = (1..=12).contains(&month.parse().unwrap_or(0)) && (1..=31).contains(&day.parse().unwrap_or(0));
    fits.then(|| format!("{year}-{month}-{day}"))
}
