//! What a rule is.

use crate::facts::Facts;
use crate::finding::Found;
use crate::level::Level;
use crate::page::Page;

/// A rule: what it is called, what it says, how it judges.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name, as settings and suppressions say it: `foreign-key-index`.
    pub name: &'static str,
    /// What it is about.
    pub group: Group,
    /// Its level unless the project has another wish.
    pub level: Level,
    /// Its page, in Markdown: see [`Rule::page`].
    pub text: &'static str,
    /// Judges.
    pub check: fn(&Facts) -> Vec<Found>,
}

/// The groups of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// What the schema is to look like.
    Conventions,
    /// What a migration must not do to an application that runs.
    Safety,
    /// How findings are kept quiet.
    Suppressions,
}

impl Rule {
    /// Its page: what it means, why, examples, settings.
    pub fn page(&self) -> Page<'static> {
        Page::of(self.text)
    }

    /// What the rule wants, in one sentence: the first paragraph of its page.
    pub fn summary(&self) -> String {
        self.page().summary
    }

    /// Why, in one sentence: the second paragraph of its page.
    pub fn reason(&self) -> String {
        self.page().reason
    }
}
