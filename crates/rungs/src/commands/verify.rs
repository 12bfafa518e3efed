use std::env;
use std::rc::Rc;

use rungs_run::{Event, Migration};
use rungs_verify::{Verdict, Verifier};

use super::{Context, Report};
use crate::arguments::Verify;
use crate::diagnostics::Trouble;
use crate::project::{Project, Selection};

/// `rungs verify`: up, down, up, each migration on a throwaway server.
pub(super) async fn run(context: &Context, verify: Verify) -> Result<Report, Trouble> {
    let strict = verify.strict;
    let project = Rc::new(Project::open_without_database(context).await?);
    let mut migrations = project.list().await?;
    let selected = project.select(&migrations, &selection(verify), context).await?;
    // What comes after the last one is nobody's concern.
    migrations.truncate(selected.iter().rposition(|&selected| selected).map_or(0, |last| last + 1));
    let verdicts = if migrations.is_empty() {
        Vec::new()
    } else {
        judge(context, &project, &migrations, &selected).await?
    };
    let strictly = |verdict: Verdict| if strict { verdict.strict() } else { verdict };
    Ok(Report::Verified(verdicts.into_iter().map(strictly).map(seen_from_here).collect()))
}

fn selection(verify: Verify) -> Selection {
    match verify {
        Verify { since: Some(base), .. } => Selection::Since(base),
        Verify { pending: true, .. } => Selection::Pending,
        Verify { migrations, .. } if !migrations.is_empty() => Selection::Named(migrations),
        _ => Selection::All,
    }
}

/// Runs them all, and judges those that are selected; of the others it is told only if they fail.
async fn judge(
    context: &Context,
    project: &Rc<Project>,
    migrations: &[Rc<dyn Migration>],
    selected: &[bool],
) -> Result<Vec<Verdict>, Trouble> {
    let stage = project.stage(context).await?;
    let mut verifier = Verifier::new(stage, project.verification()).await?;
    let mut verdicts = Vec::new();
    context.output.event(Event::Begins { total: migrations.len() });
    for (index, (migration, &selected)) in migrations.iter().zip(selected).enumerate() {
        context.output.event(Event::Starts { name: migration.name(), index });
        if selected {
            verdicts.push(verifier.verify(migration).await?);
        } else {
            verdicts.extend(verifier.apply(migration).await?);
        }
    }
    Ok(verdicts)
}

/// The files of a verdict as seen from the working directory, where they are below it.
fn seen_from_here(mut verdict: Verdict) -> Verdict {
    let here = env::current_dir().unwrap_or_default();
    for finding in verdict.findings.iter_mut().chain(&mut verdict.remarks) {
        let below = |file: &std::path::PathBuf| file.strip_prefix(&here).ok().map(ToOwned::to_owned);
        finding.file = finding.file.as_ref().and_then(below).or_else(|| finding.file.take());
    }
    verdict
}
