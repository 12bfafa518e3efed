use std::rc::Rc;

use rungs_history::{Changelog, judge_against};
use rungs_run::Migration;
use rungs_verify::{Verdict, Verifier};

use super::changelog::{deliver, release};
use super::{Context, Report, docs, guide, lint, lock};
use crate::arguments::{Check, Docs, WriteGuide};
use crate::diagnostics::Trouble;
use crate::documents::{Delivery, Document, DocumentState};
use crate::output::Note;
use crate::output::findings::{Finding, Findings, Format, Place, Severity};
use crate::project::{History, Project, Selection};

/// The rule that finds breaking changes without words.
const BREAKING: &str = "breaking-change";

/// A pull request, judged.
pub struct Checked {
    /// The parts with what they found, in the order in which they are told.
    pub parts: Vec<(Part, Vec<Finding>)>,
    /// The migrations that were judged.
    pub looked_at: Vec<String>,
    /// How to tell it.
    pub format: Format,
    /// Whether warnings fail.
    pub deny_warnings: bool,
}

/// A part of the judgement. Its number is what it adds to the exit code when it fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The rules.
    Lint = 2,
    /// Up, down, up.
    Verify = 4,
    /// `rungs.lock`.
    History = 8,
    /// What breaks has words.
    Breaking = 16,
    /// Generated documents are true.
    Documents = 32,
}

impl Part {
    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lint => "lint",
            Self::Verify => "verify",
            Self::History => "history",
            Self::Breaking => "breaking changes",
            Self::Documents => "documents",
        }
    }
}

impl Checked {
    /// The sum of the parts that fail.
    pub fn exit_code(&self) -> u8 {
        let fails = |found: &[Finding]| {
            found.iter().any(|finding| self.deny_warnings || finding.severity == Severity::Error)
        };
        self.parts.iter().filter(|(_, found)| fails(found)).map(|(part, _)| *part as u8).sum()
    }

    /// All that was found.
    pub fn findings(&self) -> Findings {
        Findings {
            found: self.parts.iter().flat_map(|(_, found)| found.clone()).collect(),
            looked_at: self.looked_at.clone(),
            format: self.format,
            deny_warnings: self.deny_warnings,
        }
    }
}

/// `rungs check`: all that a pull request is held to.
pub(super) async fn run(context: &Context, check: Check) -> Result<Report, Trouble> {
    let project = Rc::new(Project::open_without_database(context).await?);
    let base = check.since.clone().or_else(|| if check.all { None } else { project.default_base() });
    let history = project.history().await?;
    let list = project.list().await?;
    let selection = base.clone().map_or(Selection::All, Selection::Since);
    let mut judged = project.select(&list, &selection, context).await?;
    history.spare_the_baseline(&list, &mut judged);
    let looked_at: Vec<String> = list
        .iter()
        .zip(&judged)
        .filter(|(_, judged)| **judged)
        .map(|(migration, _)| migration.name().to_owned())
        .collect();
    let of = match &base {
        Some(base) => format!("what is new since {base}"),
        None => "all migrations: no base is named, and the remote's default branch is not known".to_owned(),
    };
    if !check.all {
        context.output.note(&Note::Server(&format!("Judging {of}")));
    }
    let old = base.as_deref().map(|base| project.lock_at(base)).transpose()?.flatten();
    let changed = immutable(&history, old.as_ref());
    let (broken, changelog) = prove(context, &project, &list, &judged, &history).await?;
    let (linted, _) = lint::of_selected(context, &project, &selection, list.clone(), &judged).await?;
    let (breaking, linted) = linted.into_iter().partition(|finding| finding.rule == BREAKING);
    let documents = stale(context, &project, &changelog).await?;
    let parts = vec![
        (Part::History, changed),
        (Part::Lint, linted),
        (Part::Verify, broken),
        (Part::Breaking, breaking),
        (Part::Documents, documents),
    ];
    let (format, deny_warnings) = (check.format, check.deny_warnings);
    Ok(Report::Checked(Checked { parts, looked_at, format, deny_warnings }))
}

/// What happened to locked migrations, by the files and by what the base has locked. Without `rungs.lock`, nothing.
fn immutable(history: &History, base: Option<&rungs_history::LockFile>) -> Vec<Finding> {
    let Some(lock) = &history.lock else { return Vec::new() };
    let mut found = history.violations(&[]);
    for violation in base.map(|base| judge_against(base, lock)).unwrap_or_default() {
        if !found.contains(&violation) {
            found.push(violation);
        }
    }
    found.iter().map(|violation| lock::finding(history, violation)).collect()
}

/// Runs all migrations; those that are judged go down and up again. Tells as well what each breaks.
async fn prove(
    context: &Context,
    project: &Rc<Project>,
    list: &[Rc<dyn Migration>],
    judged: &[bool],
    history: &History,
) -> Result<(Vec<Finding>, Changelog), Trouble> {
    let mut verifier = Verifier::new(project.stage(context).await?, project.verification()).await?;
    let (mut verdicts, mut changelog) = (Vec::new(), Changelog::default());
    for (migration, judged) in list.iter().zip(judged) {
        let before = verifier.snapshot().await?;
        if *judged {
            verdicts.push(verifier.verify(migration).await?);
        } else {
            verdicts.extend(verifier.apply(migration).await?);
        }
        let after = verifier.snapshot().await?;
        changelog.releases.extend(release(&**migration, &before, &after, history));
    }
    Ok((verdicts.into_iter().flat_map(broken).collect(), changelog))
}

fn broken(verdict: Verdict) -> Vec<Finding> {
    let name = verdict.name;
    let findings = verdict.findings.into_iter().map(|finding| {
        let code = serde_json::to_value(finding.code).unwrap_or_default();
        let place = finding.file.map(|file| Place {
            file,
            line: finding.line.unwrap_or(1),
            column: finding.column.unwrap_or(1),
        });
        Finding {
            rule: code.as_str().unwrap_or("verify").to_owned(),
            severity: Severity::Error,
            migration: Some(name.clone()),
            place,
            message: finding.message,
            why: "It was run up, down and up again on a throwaway server: `down` must undo what `up` did."
                .to_owned(),
            fix: None,
        }
    });
    findings.collect()
}

/// The documents that are kept, and are not true any more. One that the project does not keep is not asked for.
async fn stale(context: &Context, project: &Project, changelog: &Changelog) -> Result<Vec<Finding>, Trouble> {
    let mut documents = Vec::new();
    let mut found = Vec::new();
    if project.changelog().exists() || !changelog.releases.is_empty() {
        documents.push(deliver(project, changelog, Delivery::Check)?);
    }
    if project.design_document().exists() {
        match docs::run(context, Docs { check: true, stdout: false, init: false, since: None }).await {
            Ok(Report::Documents(all)) => documents.extend(all),
            Ok(_) => {}
            // A document without the section is not ours.
            Err(trouble) => {
                context.output.note(&Note::Server(&format!("The design document is left out: {trouble}")))
            }
        }
    }
    if project.guide_document().exists() {
        let asked = WriteGuide { assistant: None, check: true, stdout: false };
        if let Report::Documents(all) = guide::run(context, asked).await? {
            documents.extend(all);
        }
    }
    found.extend(documents.into_iter().filter_map(outdated));
    Ok(found)
}

fn outdated(document: Document) -> Option<Finding> {
    let DocumentState::Stale { difference } = document.state else { return None };
    Some(Finding {
        rule: "stale-document".to_owned(),
        severity: Severity::Error,
        migration: None,
        message: format!("{} is stale", document.path.file_name().unwrap_or_default().to_string_lossy()),
        place: document.path.exists().then_some(Place { file: document.path, line: 1, column: 1 }),
        why: "What is written about the database must be true of it.".to_owned(),
        fix: Some(format!("Run `{}`, and commit what it writes:\n{difference}", document.command)),
    })
}
