mod rehearsed;
mod witness;

use std::rc::Rc;

use rungs_history::judge_against;
use rungs_verify::Verdict;

use super::changelog::deliver;
use super::docs::Written;
use super::steps::Steps;
use super::{Context, Report, guide, lint, lock};
use crate::arguments::{Check, WriteGuide};
use crate::diagnostics::Trouble;
use crate::documents::{Delivery, Document, DocumentState};
use crate::output::Note;
use crate::output::findings::{Finding, Findings, Format, Place, Severity};
use crate::project::{History, Project, Selection};
use rehearsed::Rehearsed;

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
    let of = match &base {
        Some(base) => format!("what is new since {base}"),
        None => "all migrations: no base is named, and the remote's default branch is not known".to_owned(),
    };
    if !check.all {
        context.output.note(&Note::Server(&format!("Judging {of}")));
    }
    let old = base.as_deref().map(|base| project.lock_at(base)).transpose()?.flatten();
    let changed = immutable(&history, old.as_ref());
    let steps = Steps::of(&selection, list, &judged);
    let design = design(context, &project);
    let pending = design.as_ref().map(Written::pending).unwrap_or_default();
    let mut rehearsed = Rehearsed::run(context, &project, &steps, &history, &pending).await?;
    let documents = stale(context, &project, design, &mut rehearsed).await?;
    let Rehearsed { verdicts, linted, .. } = rehearsed;
    let linted = linted.into_iter().map(Finding::from);
    let (breaking, linted) = linted.partition(|finding| finding.rule == lint::BREAKING_CHANGE);
    let broken = verdicts.into_iter().flat_map(broken).collect();
    let looked_at = steps.judged();
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

/// The design document, if the project keeps one. One without the section is not ours.
fn design(context: &Context, project: &Project) -> Option<Written> {
    if !project.design_document().exists() {
        return None;
    }
    let read = Written::read(project, false).and_then(Written::with_section);
    read.inspect_err(|trouble| leave_out(context, trouble)).ok()
}

fn leave_out(context: &Context, why: &dyn std::fmt::Display) {
    context.output.note(&Note::Server(&format!("The design document is left out: {why}")));
}

/// The documents that are kept, and are not true any more. One that the project does not keep is not asked for.
async fn stale(
    context: &Context,
    project: &Project,
    design: Option<Written>,
    rehearsed: &mut Rehearsed,
) -> Result<Vec<Finding>, Trouble> {
    let mut documents = Vec::new();
    if project.changelog().exists() || !rehearsed.changelog.releases.is_empty() {
        documents.push(deliver(project, &rehearsed.changelog, Delivery::Check)?);
    }
    match (design, rehearsed.made.take()) {
        (Some(design), Some(made)) => {
            let document = design.deliver(project, made, rehearsed.session(), Delivery::Check).await?;
            documents.push(document);
        }
        (Some(_), None) => leave_out(context, &"a migration does not run"),
        (None, _) => {}
    }
    if project.guide_document().exists() {
        let asked = WriteGuide { assistant: None, check: true, stdout: false };
        if let Report::Documents(all) = guide::of_project(context, project, &asked)? {
            documents.extend(all);
        }
    }
    Ok(documents.into_iter().filter_map(outdated).collect())
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
