use std::fmt::Write;

use rungs_verify::{Finding, Verdict, VerdictKind};

use super::Palette;

/// The verdicts for people: each migration with what is wrong and where.
pub(super) fn verdicts(verdicts: &[Verdict], palette: Palette) -> String {
    let mut text = String::new();
    for verdict in verdicts {
        let word = match verdict.kind {
            VerdictKind::Reversible => palette.green("reversible"),
            VerdictKind::Broken => palette.yellow("broken    "),
        };
        let _ = writeln!(text, "{word} {}", palette.cyan(&verdict.name));
        for finding in &verdict.findings {
            let _ = writeln!(text, "  {}{}", finding.message, palette.dim(&place(finding)));
        }
        for remark in &verdict.remarks {
            let _ =
                writeln!(text, "  {}", palette.dim(&format!("remark: {}{}", remark.message, place(remark))));
        }
    }
    let broken = verdicts.iter().filter(|verdict| verdict.kind == VerdictKind::Broken).count();
    let summary = format!("{} of {} reversible", verdicts.len() - broken, verdicts.len());
    text + &if broken == 0 { palette.green(&summary) } else { palette.yellow(&summary) }
}

fn place(finding: &Finding) -> String {
    match (&finding.file, finding.line) {
        (Some(file), Some(line)) => format!(" ({}:{line})", file.display()),
        _ => String::new(),
    }
}
