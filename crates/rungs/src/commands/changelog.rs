use std::rc::Rc;

use rungs_catalog::Snapshot;
use rungs_history::{Changelog, Release};
use rungs_run::Migration;
use rungs_run::comments::{Ignore, breaking_words};
use rungs_verify::Verifier;

use super::{Context, Report, lint};
use crate::diagnostics::Trouble;
use crate::documents::{Delivery, Document, Generated, read};
use crate::project::{History, Project};

/// `rungs changelog`: what breaks, as the catalog shows it, and what the migrations say about it.
pub(super) async fn run(context: &Context, check: bool) -> Result<Report, Trouble> {
    let project = Rc::new(Project::open_without_database(context).await?);
    let history = project.history().await?;
    let list = project.list().await?;
    let mut verifier = Verifier::new(project.stage(context).await?, project.verification()).await?;
    let mut changelog = Changelog::default();
    for migration in &list {
        let before = verifier.snapshot().await?;
        if let Some(failed) = verifier.apply(migration).await? {
            let said = failed.findings.first().map(|finding| finding.message.clone()).unwrap_or_default();
            return Err(Trouble::refused(format!("{}: {said}", migration.name())));
        }
        changelog.releases.extend(release(&**migration, &before, &verifier.snapshot().await?, &history));
    }
    let delivery = if check { Delivery::Check } else { Delivery::Write };
    let document = deliver(&project, &changelog, delivery)?;
    let wordless: Vec<&Release> = changelog.releases.iter().filter(|release| release.lacks_words()).collect();
    if wordless.is_empty() {
        return Ok(Report::Documents(vec![document]));
    }
    let told: Vec<String> = wordless.iter().map(|release| lacking(release)).collect();
    Err(Trouble::refused_with(told.join("\n"), ADVICE))
}

/// What to do about a breaking migration without words.
const ADVICE: &str = "Say in the migration what programs must do about it: /** @breaking … */";

/// A breaking migration without words, in words.
fn lacking(release: &Release) -> String {
    let breaks: Vec<String> = release.breaks.iter().map(ToString::to_string).collect();
    format!("{} {}, and says nothing about it", release.migration, breaks.join(", "))
}

/// What a migration breaks and says, if it does either. What was there when Rungs was adopted need not say it.
pub(super) fn release(
    migration: &dyn Migration,
    before: &Snapshot,
    after: &Snapshot,
    history: &History,
) -> Option<Release> {
    let source = migration.path().and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
    let words = words(&source);
    let breaks = Snapshot::breaking_changes(before, after);
    let is_old = words.is_empty() && history.is_of_baseline(migration.stem());
    let release = Release { migration: migration.stem().to_owned(), breaks, words };
    let says_nothing = release.breaks.is_empty() && release.words.is_empty();
    if is_old || says_nothing { None } else { Some(release) }
}

/// What the author says about what breaks: `@breaking`, or else why the rule's finding is overlooked.
fn words(source: &str) -> Vec<String> {
    let words = breaking_words(source);
    if !words.is_empty() {
        return words;
    }
    let about_breaking = |one: &Ignore| one.rules.iter().any(|rule| rule == lint::BREAKING_CHANGE);
    Ignore::all(source).into_iter().filter(about_breaking).filter_map(|one| one.reason).collect()
}

/// Writes the document, or looks whether it is stale.
pub(super) fn deliver(
    project: &Project,
    changelog: &Changelog,
    delivery: Delivery,
) -> Result<Document, Trouble> {
    let path = project.changelog();
    let before = read(&path)?;
    let has_crlf = before.as_ref().is_some_and(|before| before.windows(2).any(|pair| pair == b"\r\n"));
    let text = changelog.to_markdown();
    let text = if has_crlf { text.replace('\n', "\r\n") } else { text };
    Generated { path, before, after: text.into_bytes(), command: "rungs changelog" }.deliver(delivery)
}
