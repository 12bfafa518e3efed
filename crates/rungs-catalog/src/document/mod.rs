//! The data design as Markdown: what a snapshot holds, told for people, with diagrams in Mermaid.
//!
//! Pure, and the same for the same input: nothing here knows the time, a path, or an owner's name.

mod changes;
mod definition;
mod diagram;
mod groups;
mod mermaid;
mod others;
mod overview;
mod page;
mod purpose;
mod relation;
mod routines;
mod table;
mod types;
mod views;

use page::Page;
use relation::Relations;

use crate::diff::Difference;
use crate::snapshot::Snapshot;

/// What is told.
#[derive(Debug, Clone)]
pub struct DataDesign<'a> {
    /// What the database holds after all migrations.
    pub snapshot: &'a Snapshot,
    /// The names of these migrations, in their order.
    pub migrations: Vec<String>,
    /// The queries that the project declares to be frequent.
    pub queries: Vec<FrequentQuery>,
    /// What those migrations change that are not applied yet, in their order.
    pub pending: Vec<PendingChange>,
    /// The level of the topmost headings, 1 to 6; those below go down to 6.
    pub level: usize,
}

/// A query that the project declares to be frequent, and what serves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrequentQuery {
    /// What the project calls it.
    pub name: String,
    /// The indexes that the server's plan uses, as `(schema, name)`.
    pub indexes: Vec<(String, String)>,
}

/// What one pending migration changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingChange {
    /// The migration's name.
    pub migration: String,
    /// The catalog after it, compared with the catalog before it.
    pub difference: Difference,
}

impl DataDesign<'_> {
    /// The Markdown, ending in a line feed. Nothing in it is a line of its own that begins with `<!-- rungs:` or
    /// `<!-- /rungs:`, so that it can stand between such markers.
    pub fn to_markdown(&self) -> String {
        let relations = Relations::of(self.snapshot);
        let mut page = Page::new(self.level);
        overview::write(&mut page, self);
        changes::write(&mut page, &self.pending);
        diagram::write(&mut page, &relations);
        for (place, one) in relations.tables().enumerate() {
            if place == 0 {
                page.heading(0, "Tables");
            }
            table::write(&mut page, one, &relations, &self.queries);
        }
        views::write(&mut page, &relations, &self.queries);
        types::write(&mut page, self.snapshot);
        routines::write(&mut page, self.snapshot);
        others::write(&mut page, self.snapshot);
        page.into_text()
    }
}
