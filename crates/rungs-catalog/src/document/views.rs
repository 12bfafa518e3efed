//! Views and materialized views.

use super::FrequentQuery;
use super::page::{Page, code, plain};
use super::relation::Relations;
use super::table;
use crate::kind::Kind;

const KINDS: &[(Kind, &str)] = &[(Kind::View, "Views"), (Kind::MaterializedView, "Materialized views")];

pub(super) fn write(page: &mut Page, relations: &Relations<'_>, queries: &[FrequentQuery]) {
    for (kind, title) in KINDS {
        for (place, view) in relations.of_kind(*kind).enumerate() {
            if place == 0 {
                page.heading(0, title);
            }
            page.heading(1, &code(&view.name()));
            page.paragraph(&plain(view.record.value("comment").unwrap_or_default()));
            if view.record.value("WITH NO DATA").is_some() {
                page.paragraph("Not populated by the migrations: `REFRESH MATERIALIZED VIEW` fills it.");
            }
            table::columns(page, view);
            table::indexes(page, view, relations, queries);
            page.code("sql", &unindented(view.record.value("definition").unwrap_or_default()));
        }
    }
}

/// The definition without the space that PostgreSQL puts before each line.
fn unindented(definition: &str) -> String {
    let lines = definition.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end());
    lines.collect::<Vec<_>>().join("\n")
}
