//! Plays the files of `tests/breaking`: what stood before, what was done, what it breaks.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

mod support;

use rungs_catalog::Snapshot;
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
    /// What breaks, in order: the kind, and what is said.
    #[serde(default)]
    breaks: Vec<String>,
}

#[test]
fn cases_break_what_they_say() {
    block_on(async {
        let Some((_server, session)) = server(&choice()).await else { return };
        let (mut played, mut failures) = (0, Vec::new());
        for (name, page) in pages::<Page>("breaking") {
            for case in &page.case {
                played += 1;
                if let Err(failure) = play(&session, &page.before, case).await {
                    failures.push(format!("{name}: {}\n{failure}", case.after));
                }
                run(&session, "ROLLBACK").await.unwrap();
            }
        }
        assert!(played > 0, "no cases");
        assert!(failures.is_empty(), "{} of {played} failed\n\n{}", failures.len(), failures.join("\n\n"));
    });
}

async fn play(session: &Session, setup: &str, case: &Case) -> Result<(), String> {
    run(session, &format!("BEGIN; {setup}; {}", case.before)).await?;
    let before = snapshot(session).await;
    run(session, &case.after).await?;
    let after = snapshot(session).await;
    let found = Snapshot::breaking_changes(&before, &after);
    let said: Vec<String> = found
        .iter()
        .map(|found| format!("{}: {found}", serde_json::to_value(found.kind).unwrap().as_str().unwrap()))
        .collect();
    if said != case.breaks {
        return Err(format!("  said     {said:#?}\n  expected {:#?}", case.breaks));
    }
    // What is told of stood before, so that it counts when it is judged against this state.
    if let Some(new) = found.iter().find(|found| !found.stood_in(&before)) {
        return Err(format!("  {new}: of something that did not stand before"));
    }
    Ok(())
}
