use serde_json::{Value, json};

use super::finding::repository;
use super::{Finding, Findings};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"): one run, with the rules that found something.
pub(super) fn document(findings: &Findings) -> Value {
    let mut rules: Vec<&Finding> = findings.found.iter().collect();
    rules.sort_by(|a, b| a.rule.cmp(&b.rule));
    rules.dedup_by(|a, b| a.rule == b.rule);
    let place = |finding: &Finding| rules.iter().position(|rule| rule.rule == finding.rule);
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "rungs",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules.iter().map(|finding| rule(finding)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": findings.found.iter().map(|finding| result(finding, place(finding))).collect::<Vec<_>>(),
        }],
    })
}

fn rule(finding: &Finding) -> Value {
    json!({
        "id": finding.rule,
        "shortDescription": { "text": finding.why.split(". ").next().unwrap_or_default() },
        "fullDescription": { "text": finding.why },
        "help": { "text": format!("rungs lint --explain {}", finding.rule) },
        "defaultConfiguration": { "level": finding.severity.word() },
    })
}

fn result(finding: &Finding, rule: Option<usize>) -> Value {
    let fix = finding.fix.as_ref().map(|fix| format!("\n\n{fix}")).unwrap_or_default();
    let locations: Vec<Value> = finding
        .place
        .iter()
        .map(|place| {
            json!({ "physicalLocation": {
                "artifactLocation": { "uri": uri(&place.seen_from(&repository())), "uriBaseId": "%SRCROOT%" },
                "region": { "startLine": place.line, "startColumn": place.column },
            } })
        })
        .collect();
    json!({
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": finding.severity.word(),
        "message": { "text": format!("{}{fix}", finding.message) },
        "locations": locations,
        "partialFingerprints": { "rungs/v1": format!("{}:{}", finding.migration.as_deref().unwrap_or_default(), finding.message) },
    })
}

/// A path as a relative URI reference (RFC 3986, 3.3): what is not plain is written in hexadecimal.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris() {
        assert_eq!(uri("my files/ä[1].ts"), "my%20files/%C3%A4%5B1%5D.ts");
    }
}
