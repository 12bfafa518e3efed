//! A judged pull request.

use std::fmt::Write;

use super::Palette;
use super::findings::{self, Finding, Format, Severity};
use crate::commands::Checked;

impl Checked {
    /// In the form that was asked for, without the last line feed.
    pub fn render(&self, palette: Palette) -> String {
        match self.format {
            Format::Human => self.human(palette),
            Format::Markdown => self.markdown(),
            _ => findings::render(&self.findings(), palette),
        }
    }

    fn human(&self, palette: Palette) -> String {
        let mut text = findings::render(&self.findings(), palette);
        text.push('\n');
        for (part, found) in &self.parts {
            let said = told(found);
            let said = if found.is_empty() { palette.green(&said) } else { palette.red(&said) };
            let _ = write!(text, "\n  {:<18}{said}", part.word());
        }
        text
    }

    /// For a comment on a pull request.
    fn markdown(&self) -> String {
        let verdict =
            if self.exit_code() == 0 { "✅ Migrations pass" } else { "❌ Migrations need a change" };
        let mut text = format!("### {verdict}\n\n");
        for name in &self.looked_at {
            let _ = writeln!(text, "- `{name}`");
        }
        text.push_str("\n| | |\n| --- | --- |\n");
        for (part, found) in &self.parts {
            let _ = writeln!(text, "| {} | {} |", part.word(), told(found));
        }
        text += &findings::markdown(&self.findings());
        text.trim_end().to_owned()
    }
}

fn told(found: &[Finding]) -> String {
    let errors = found.iter().filter(|finding| finding.severity == Severity::Error).count();
    let count = |number: usize, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
    match (errors, found.len() - errors) {
        (0, 0) => "ok".to_owned(),
        (0, warnings) => count(warnings, "warning"),
        (errors, 0) => count(errors, "error"),
        (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    }
}
