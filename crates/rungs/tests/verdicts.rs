//! Plays the migrations of `tests/verify`: the broken ones are caught in the words that stand at their heads, of the right
//! ones nothing is said.
//!
//! Each is tried on what `before.sql` makes, in a transaction. `RUNGS_RECORD=1` writes what is said to the heads, to be read.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use std::fs;
use std::path::Path;
use std::rc::Rc;

use rungs_catalog::Scope;
use rungs_knex::{Project, ProjectOptions};
use rungs_postgres::server::{self, LaunchError, ServerChoice};
use rungs_postgres::{Session, Statement};
use rungs_run::MigrationSettings;
use rungs_testing::tool::{is_required, repository};
use rungs_verify::{Finding, Settings, Stage, Unprepared, Verdict, VerdictKind, Verifier};

const SAYS: &str = "// says: ";
const REMARK: &str = "// remark: ";

#[test]
fn migrations_get_their_verdicts() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, async {
        let Some(mut verifier) = verifier().await else { return };
        let (mut played, mut wrong) = (0, Vec::new());
        for folder in ["broken", "right"] {
            for (file, verdict) in verdicts(&mut verifier, folder).await {
                played += 1;
                wrong.extend(check(folder, &file, &verdict));
            }
        }
        assert!(played >= 300, "only {played} migrations");
        assert!(wrong.is_empty(), "{} of {played}:\n{}", wrong.len(), wrong.join("\n"));
    });
}

/// A verifier on a server that holds what stands before; nothing where there is no server.
async fn verifier() -> Option<Verifier> {
    let server = match server::throwaway(&repository(), &ServerChoice::default()).await {
        Ok(server) => server,
        Err(error @ LaunchError::NoBinaries { .. }) => {
            assert!(!is_required("RUNGS_REQUIRE_SERVERS"), "{error}");
            eprintln!("SKIPPED: {error}");
            return None;
        }
        Err(error) => panic!("{error}"),
    };
    let session = Session::connect(server.config()).await.unwrap();
    let before = fs::read_to_string(repository().join("tests/verify/before.sql")).unwrap();
    session.execute(&Statement::new(before)).await.unwrap();
    let stage = Stage::new(Rc::new(server), Rc::new(Unprepared)).await.unwrap();
    let settings = Settings { scope: Scope::default(), ..Settings::default() };
    Some(Verifier::new(stage, settings).await.unwrap())
}

async fn verdicts(verifier: &mut Verifier, folder: &str) -> Vec<(String, Verdict)> {
    let base = repository().join("tests/verify").join(folder);
    let project = Project::new(ProjectOptions { base, ..ProjectOptions::default() });
    let settings = MigrationSettings { directories: vec![".".into()], ..MigrationSettings::default() };
    let mut verdicts = Vec::new();
    for migration in project.source(&settings, false).list().await.unwrap() {
        let verdict = verifier.try_out(&migration).await.unwrap();
        verdicts.push((migration.path().unwrap().to_str().unwrap().to_owned(), verdict));
    }
    verdicts
}

/// What is wrong with the verdict on a file.
fn check(folder: &str, file: &str, verdict: &Verdict) -> Option<String> {
    let text = fs::read_to_string(file).unwrap();
    let messages = |findings: &[Finding]| -> Vec<String> {
        findings.iter().map(|finding| finding.message.clone()).collect()
    };
    let (said, remarked) = (messages(&verdict.findings), messages(&verdict.remarks));
    if is_required("RUNGS_RECORD") {
        record(Path::new(file), &text, &said, &remarked);
    } else if (said != head(&text, SAYS)) || (remarked != head(&text, REMARK)) {
        return Some(format!("{file}: says {said:#?} {remarked:#?}"));
    }
    let expected = if folder == "broken" { VerdictKind::Broken } else { VerdictKind::Reversible };
    if verdict.kind != expected {
        return Some(format!("{file}: is {:?}", verdict.kind));
    }
    let lost = verdict.findings.iter().find(|finding| finding.line.is_none());
    lost.map(|finding| format!("{file}: knows no line for {finding:?}"))
}

fn head(text: &str, word: &str) -> Vec<String> {
    text.lines().filter_map(|line| line.strip_prefix(word)).map(str::to_owned).collect()
}

fn record(file: &Path, text: &str, said: &[String], remarked: &[String]) {
    let is_head = |line: &&str| line.starts_with(SAYS.trim_end()) || line.starts_with(REMARK.trim_end());
    let said = said.iter().map(|message| format!("{SAYS}{message}\n"));
    let head: String = said.chain(remarked.iter().map(|message| format!("{REMARK}{message}\n"))).collect();
    let body: String = text.lines().filter(|line| !is_head(line)).map(|line| format!("{line}\n")).collect();
    fs::write(file, head + &body).unwrap();
}
