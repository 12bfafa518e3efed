//! Plays the files of `tests/cases`: what stood before, what was done, what is said of it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

mod support;

use rungs_catalog::{Change, Snapshot};
use rungs_postgres::Session;
use serde::Deserialize;

use support::{block_on, choice, pages, run, server, snapshot};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    /// Runs before each case.
    #[serde(default)]
    before: String,
    case: Vec<Case>,
}

/// Changes are undone at its end, so cases must run in a transaction.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    #[serde(default)]
    before: String,
    after: String,
    /// What is said, in order.
    #[serde(default)]
    says: Vec<String>,
    #[serde(default)]
    remarks: Vec<String>,
    /// The first major version that knows the feature.
    #[serde(default)]
    since: u32,
}

#[test]
fn cases_are_told_in_their_words() {
    block_on(async {
        let Some((_server, session)) = server(&choice()).await else { return };
        let (mut played, mut failures) = (0, Vec::new());
        for (name, page) in pages::<Page>("cases") {
            for case in page.case.iter().filter(|case| case.since <= session.server_version_num() / 10_000) {
                played += 1;
                if let Err(failure) = play(&session, &page.before, case).await {
                    failures.push(format!("{name}: {}\n{failure}", case.after));
                }
                run(&session, "ROLLBACK").await.unwrap();
            }
        }
        assert!(played > 0, "no cases");
        assert!(failures.is_empty(), "{} of {played} failed\n\n{}", failures.len(), failures.join("\n\n"));
        eprintln!("{played} cases on PostgreSQL {}", session.server_version_num());
    });
}

async fn play(session: &Session, setup: &str, case: &Case) -> Result<(), String> {
    run(session, &format!("BEGIN; {setup}; {}", case.before)).await?;
    let before = snapshot(session).await;
    run(session, &case.after).await?;
    let after = snapshot(session).await;
    let difference = Snapshot::diff(&before, &after);
    let says: Vec<String> = difference.findings.iter().map(ToString::to_string).collect();
    let remarks: Vec<String> = difference.remarks.iter().map(ToString::to_string).collect();
    if says != case.says || remarks != case.remarks {
        return Err(format!(
            "  said     {says:#?} {remarks:#?}\n  expected {:#?} {:#?}",
            case.says, case.remarks
        ));
    }
    // The way there is the way back, told the other way round.
    let back = Snapshot::diff(&after, &before);
    let of = |change: fn(&Change) -> bool, findings: &[rungs_catalog::Finding]| {
        findings.iter().filter(|finding| change(&finding.change)).count()
    };
    let leaves = |change: &Change| matches!(change, Change::Leaves);
    let forgets = |change: &Change| matches!(change, Change::Forgets);
    if of(leaves, &difference.findings) != of(forgets, &back.findings) || back.findings.len() != says.len() {
        return Err(format!("  the way back is told as\n{back}"));
    }
    let text = serde_json::to_string(&after).unwrap();
    let read: Snapshot = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    (read == after).then_some(()).ok_or_else(|| "  is not the same after it was written and read".to_owned())
}
