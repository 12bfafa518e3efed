//! Findings, whoever found them, in the forms that people and machines read.

mod finding;
mod github;
mod human;
mod json;
mod junit;
mod markdown;
mod sarif;

pub use finding::{Finding, Findings, Format, Place, Severity};

use super::Palette;

/// The findings in the form that was asked for, without the last line feed.
pub fn render(findings: &Findings, palette: Palette) -> String {
    match findings.format {
        Format::Human => human::text(findings, palette),
        Format::Json => format!("{:#}", json::document(findings)),
        Format::Sarif => format!("{:#}", sarif::document(findings)),
        Format::Github => github::commands(findings),
        Format::Junit => junit::document(findings),
        Format::Markdown => markdown::text(findings),
    }
}

pub use json::document as json;
pub use markdown::text as markdown;
