use std::fmt::Write;

use super::{Finding, Findings};

/// One finding after the other, what to do folded away.
pub fn text(findings: &Findings) -> String {
    findings.found.iter().map(one).collect()
}

fn one(finding: &Finding) -> String {
    let mut text = format!("\n**{}** `{}`", finding.severity.word(), finding.rule);
    if let Some(place) = &finding.place {
        let _ = write!(text, " at `{}:{}`", place.seen_from_here(), place.line);
    }
    let _ = writeln!(text, "<br>{}", finding.message.replace('\n', "<br>"));
    let fix = finding.fix.as_deref().unwrap_or_default();
    let fence = if fix.contains("~~~") { "~~~~" } else { "~~~" };
    let _ = writeln!(text, "\n<details><summary>Why, and what to do</summary>\n\n{}", finding.why);
    if !fix.is_empty() {
        let _ = writeln!(text, "\n{fence}\n{}\n{fence}", fix.trim_end());
    }
    text + "\n</details>\n"
}
