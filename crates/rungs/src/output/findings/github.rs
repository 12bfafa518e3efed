use super::finding::repository;
use super::{Finding, Findings};

/// Workflow commands (GitHub's documentation, "Workflow commands for GitHub Actions", setting an error message): one a line.
pub(super) fn commands(findings: &Findings) -> String {
    findings.found.iter().map(command).collect::<Vec<_>>().join("\n")
}

fn command(finding: &Finding) -> String {
    let mut properties = Vec::new();
    if let Some(place) = &finding.place {
        properties.push(format!("file={}", property(&place.seen_from(&repository()))));
        properties.push(format!("line={}", place.line));
        properties.push(format!("col={}", place.column));
    }
    properties.push(format!("title={}", property(&finding.rule)));
    let fix = finding.fix.as_ref().map(|fix| format!("\n\n{fix}")).unwrap_or_default();
    let text = data(&format!("{}\n{}{fix}", finding.message, finding.why));
    format!("::{} {}::{text}", finding.severity.word(), properties.join(","))
}

/// What GitHub's own toolkit escapes in a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// And in a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::findings::{Severity, finding::Place};

    #[test]
    fn what_has_a_meaning_to_github_is_escaped() {
        let finding = Finding {
            rule: "a:b".to_owned(),
            severity: Severity::Error,
            migration: None,
            place: Some(Place { file: "m/a,b.ts".into(), line: 3, column: 5 }),
            message: "100 %\nbad".to_owned(),
            why: "So.".to_owned(),
            fix: None,
        };
        assert_eq!(
            command(&finding),
            "::error file=m/a%2Cb.ts,line=3,col=5,title=a%3Ab::100 %25%0Abad%0ASo."
        );
    }
}
