use std::collections::BTreeMap;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{Finding, Findings, Severity};

/// JUnit's XML: a suite a migration, a case a finding; a migration without findings has one case that passes. Warnings are
/// cases that pass and say something, unless they fail the command.
pub(super) fn document(findings: &Findings) -> String {
    let mut report = Report::new("rungs");
    let mut suites: BTreeMap<&str, Vec<&Finding>> =
        findings.looked_at.iter().map(|name| (name.as_str(), Vec::new())).collect();
    for finding in &findings.found {
        suites.entry(finding.migration.as_deref().unwrap_or("project")).or_default().push(finding);
    }
    for (name, found) in suites {
        let mut suite = TestSuite::new(name);
        if found.is_empty() {
            suite.add_test_case(TestCase::new("no findings", TestCaseStatus::success()));
        }
        for finding in found {
            suite.add_test_case(case(finding, findings.deny_warnings));
        }
        report.add_test_suite(suite);
    }
    // Only text that XML cannot hold makes it fail, and that is taken out beforehand.
    report.to_string().unwrap_or_default().trim_end().to_owned()
}

fn case(finding: &Finding, deny_warnings: bool) -> TestCase {
    let place = finding.place.as_ref();
    let at = place.map(|place| format!("{}:{}:{}", place.seen_from_here(), place.line, place.column));
    let name = at.as_ref().map_or_else(|| finding.rule.clone(), |at| format!("{} at {at}", finding.rule));
    let text =
        format!("{}\n{}\n{}", finding.message, finding.why, finding.fix.as_deref().unwrap_or_default());
    if finding.severity == Severity::Error || deny_warnings {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_type(finding.rule.as_str()).set_message(finding.message.as_str()).set_description(text);
        TestCase::new(name, status)
    } else {
        let mut case = TestCase::new(name, TestCaseStatus::success());
        case.set_system_out(text);
        case
    }
}
