use std::fmt::Write;

use rungs_postgres::Origin;

use super::{Finding, Findings, Severity};
use crate::diagnostics::code_frame;
use crate::output::Palette;

/// For people: each finding with the code that it is about, and what to do.
pub(super) fn text(findings: &Findings, palette: Palette) -> String {
    let mut text = String::new();
    for finding in &findings.found {
        let _ = writeln!(text, "{}\n", one(finding, palette));
    }
    text + &summary(findings, palette)
}

fn one(finding: &Finding, palette: Palette) -> String {
    let paint = |text: &str| match finding.severity {
        Severity::Error => palette.red(text),
        Severity::Warning => palette.yellow(text),
    };
    let head = paint(&format!("{}[{}]", finding.severity.word(), finding.rule));
    let mut lines = vec![format!("{head}: {}", finding.message)];
    if let Some(place) = &finding.place {
        let origin = Origin { file: place.file.clone(), line: place.line, column: place.column };
        let bare = format!("    at {}:{}:{}", place.seen_from_here(), place.line, place.column);
        lines.push(code_frame(&origin, palette).unwrap_or(bare));
    } else if let Some(migration) = &finding.migration {
        lines.push(format!("    in {migration}"));
    }
    lines.push(palette.dim(&finding.why));
    if let Some(fix) = &finding.fix {
        lines.push(format!("{}\n    {}", palette.green("Fix:"), fix.trim_end().replace('\n', "\n    ")));
    }
    lines.join("\n")
}

fn summary(findings: &Findings, palette: Palette) -> String {
    let count = |number: usize, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
    let of = count(findings.looked_at.len(), "migration");
    let (errors, warnings) = (findings.count(Severity::Error), findings.count(Severity::Warning));
    if errors + warnings == 0 {
        return palette.green(&format!("No findings in {of}"));
    }
    let parts = [(errors, "error"), (warnings, "warning")];
    let parts: Vec<String> =
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, noun)| count(*number, noun)).collect();
    let line = format!("{} in {of}", parts.join(" and "));
    if findings.fail() { palette.red(&line) } else { palette.yellow(&line) }
}
