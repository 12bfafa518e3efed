use std::rc::Rc;

use rungs_history::OldFinding;
use rungs_lint::Linter;
use rungs_run::{Event, Migration, stem};

use super::steps::Steps;
use super::{Context, Report};
use crate::arguments::Lint;
use crate::diagnostics::Trouble;
use crate::output::findings::{Finding, Findings};
use crate::project::{Project, Selection};

/// The rule that finds breaking changes without words.
pub(super) const BREAKING_CHANGE: &str = "breaking-change";

/// `rungs lint`: the rules, over what migrations make of a throwaway server.
pub(super) async fn run(context: &Context, lint: Lint) -> Result<Report, Trouble> {
    if let Some(name) = &lint.explain {
        let rule = rungs_lint::rule(name).map_err(|error| Trouble::refused(error.to_string()))?;
        return Ok(Report::Text(rule.text.to_owned()));
    }
    let (format, deny_warnings) = (lint.format, lint.deny_warnings);
    let project = Project::open_without_database(context).await?;
    let history = project.history().await?;
    let migrations = project.list().await?;
    let selection = selection(lint);
    let mut selected = project.select(&migrations, &selection, context).await?;
    if matches!(selection, Selection::All) {
        // What was there when Rungs was adopted is not judged: its findings stand in rungs.lock.
        history.spare_the_baseline(&migrations, &mut selected);
    }
    let (found, looked_at) = of_selected(context, &project, &selection, migrations, &selected).await?;
    Ok(Report::Found(Findings { found, looked_at, format, deny_warnings }))
}

/// What is found in the selected ones, and their names; the others are run and not judged.
///
/// # Errors
/// When there is no server, or it is lost.
pub(super) async fn of_selected(
    context: &Context,
    project: &Project,
    selection: &Selection,
    migrations: Vec<Rc<dyn Migration>>,
    selected: &[bool],
) -> Result<(Vec<Finding>, Vec<String>), Trouble> {
    let settings = project.lint_settings()?;
    let steps = Steps::of(selection, migrations, selected).up_to_the_judged();
    let looked_at = steps.judged();
    if looked_at.is_empty() {
        return Ok((Vec::new(), looked_at));
    }
    if let Some(found) = judge_in_place(context, project, &settings, &steps).await? {
        return Ok((found.into_iter().map(Into::into).collect(), looked_at));
    }
    let rehearsal = project.rehearsal(context).await?;
    let in_transactions = !project.migrations.disable_transactions;
    let linter = Linter::new(rehearsal.session.clone(), settings, in_transactions)
        .deployed_together(steps.are_together);
    let found = judge(context, linter, &steps).await.map_err(trouble)?;
    Ok((found.into_iter().map(Into::into).collect(), looked_at))
}

/// All findings, to be frozen.
///
/// # Errors
/// As [`of_selected`].
pub(super) async fn all(context: &Context, project: &Project) -> Result<Vec<OldFinding>, Trouble> {
    let migrations = project.list().await?;
    let selected = vec![true; migrations.len()];
    let (found, _) = of_selected(context, project, &Selection::All, migrations, &selected).await?;
    let frozen = |finding: Finding| OldFinding {
        migration: finding.migration.as_deref().map(stem).unwrap_or_default().to_owned(),
        rule: finding.rule,
        message: finding.message,
    };
    Ok(found.into_iter().map(frozen).collect())
}

fn selection(lint: Lint) -> Selection {
    match lint {
        Lint { since: Some(base), .. } => Selection::Since(base),
        Lint { pending: true, .. } => Selection::Pending,
        Lint { files, .. } if !files.is_empty() => Selection::Named(files),
        _ => Selection::All,
    }
}

/// Judges on a database that holds already what stands before, if only one migration is judged, and it is the last, and
/// can be rolled back. `None` where that is not so, or it fails: that may have another reason than it would have without.
async fn judge_in_place(
    context: &Context,
    project: &Project,
    settings: &rungs_lint::Settings,
    steps: &Steps,
) -> Result<Option<Vec<rungs_lint::Finding>>, Trouble> {
    let in_transactions = !project.migrations.disable_transactions;
    let Some(((last, true), before)) = steps.list.split_last() else { return Ok(None) };
    let wishes = last.wishes().await.unwrap_or_default();
    if before.iter().any(|(_, is_judged)| *is_judged) || !wishes.transaction.unwrap_or(in_transactions) {
        return Ok(None);
    }
    let before: Vec<Rc<dyn Migration>> = before.iter().map(|(migration, _)| migration.clone()).collect();
    let Some(database) = project.prepared(context, &before).await? else { return Ok(None) };
    let mut linter = Linter::new(database.session.clone(), settings.clone(), in_transactions)
        .deployed_together(true)
        .in_place();
    if let Some(newest) = before.last().filter(|_| steps.are_applied) {
        linter.is_applied(&**newest);
    }
    linter.judge(&**last).await.map_err(trouble)?;
    if linter.has_failed() {
        return Ok(None);
    }
    if steps.are_complete {
        linter.is_complete();
    }
    let found = linter.finish().await.map_err(trouble)?;
    database.session.close().await;
    Ok(Some(found))
}

async fn judge(
    context: &Context,
    mut linter: Linter,
    steps: &Steps,
) -> Result<Vec<rungs_lint::Finding>, rungs_lint::Error> {
    context.output.event(Event::Begins { total: steps.list.len() });
    for (index, (migration, is_judged)) in steps.list.iter().enumerate() {
        context.output.event(Event::Starts { name: migration.name(), index });
        if *is_judged {
            linter.judge(&**migration).await?;
            continue;
        }
        linter.apply(&**migration).await?;
        if steps.are_applied {
            linter.is_applied(&**migration);
        }
    }
    if steps.are_complete {
        linter.is_complete();
    }
    linter.finish().await
}

pub(super) fn trouble(error: rungs_lint::Error) -> Trouble {
    match error {
        rungs_lint::Error::Database(error) => error.into(),
        other => Trouble::refused(other.to_string()),
    }
}
