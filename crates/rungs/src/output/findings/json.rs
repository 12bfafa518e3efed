use serde_json::{Value, json};

use super::{Finding, Findings};

/// The findings as one document.
pub fn document(findings: &Findings) -> Value {
    json!({ "findings": findings.found.iter().map(one).collect::<Vec<_>>() })
}

fn one(finding: &Finding) -> Value {
    let place = finding.place.as_ref();
    json!({
        "rule": finding.rule,
        "level": finding.severity.word(),
        "migration": finding.migration,
        "file": place.map(super::finding::Place::seen_from_here),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
        "message": finding.message,
        "why": finding.why,
        "fix": finding.fix,
    })
}
