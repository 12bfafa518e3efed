use std::fmt::Write;

use rungs_verify::{Finding, Verdict, VerdictKind};

use super::Palette;
use crate::diagnostics;

/// As many migrations as are listed although there is nothing to say of them.
const MOST_LISTED: usize = 25;

/// The verdicts for people: each migration with what is wrong and where.
pub(super) fn verdicts(verdicts: &[Verdict], palette: Palette) -> String {
    if verdicts.is_empty() {
        return palette.cyan("No migrations to verify");
    }
    let mut text = String::new();
    for verdict in verdicts {
        let is_plain = verdict.kind == VerdictKind::Reversible && verdict.remarks.is_empty();
        if is_plain && verdicts.len() > MOST_LISTED {
            continue;
        }
        let word = match verdict.kind {
            VerdictKind::Reversible => palette.green("reversible"),
            VerdictKind::Irreversible => palette.cyan("irreversible"),
            VerdictKind::Broken => palette.red("broken"),
        };
        let reason = verdict.reason.as_ref().filter(|reason| !reason.is_empty());
        let reason = reason.map(|reason| palette.dim(&format!(": {reason}"))).unwrap_or_default();
        let _ = writeln!(text, "{word} {}{reason}", verdict.name);
        for finding in &verdict.findings {
            let _ = writeln!(text, "{}", drawn(finding, palette));
        }
        for remark in &verdict.remarks {
            let _ =
                writeln!(text, "  {}", palette.dim(&format!("remark: {}{}", remark.message, place(remark))));
        }
    }
    text + &summary(verdicts, palette)
}

fn summary(verdicts: &[Verdict], palette: Palette) -> String {
    let count = |kind| verdicts.iter().filter(|verdict| verdict.kind == kind).count();
    let (broken, irreversible) = (count(VerdictKind::Broken), count(VerdictKind::Irreversible));
    let mut summary = format!("{} of {} reversible", verdicts.len() - broken - irreversible, verdicts.len());
    for (number, word) in [(irreversible, "irreversible on purpose"), (broken, "broken")] {
        if number > 0 {
            let _ = write!(summary, ", {number} {word}");
        }
    }
    if broken == 0 { palette.green(&summary) } else { palette.red(&summary) }
}

/// A finding with the code that it is about.
fn drawn(finding: &Finding, palette: Palette) -> String {
    let code = finding.origin().and_then(|origin| diagnostics::code(&finding.message, &origin, palette));
    code.unwrap_or_else(|| format!("  × {}{}", finding.message, palette.dim(&place(finding))))
}

fn place(finding: &Finding) -> String {
    match (&finding.file, finding.line) {
        (Some(file), Some(line)) => format!(" ({}:{line})", file.display()),
        (Some(file), None) => format!(" ({})", file.display()),
        _ => String::new(),
    }
}
