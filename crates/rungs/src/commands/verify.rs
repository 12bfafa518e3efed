use std::collections::HashSet;

use rungs_verify::{Verdict, Verifier};

use super::{Context, Report};
use crate::arguments::{Run, Verify};
use crate::diagnostics::Trouble;
use crate::project::Project;

/// `rungs verify`: up, down, up, each migration on a throwaway server.
pub(super) async fn run(context: &Context, verify: Verify) -> Result<Report, Trouble> {
    let applied = if verify.pending { applied(context).await? } else { HashSet::new() };
    let project = Project::open_without_database(context).await?;
    let rehearsal = project.rehearsal(context).await?;
    let in_transactions = !project.migrations.disable_transactions;
    let mut verifier = Verifier::new(rehearsal.session.clone(), rehearsal.scope.clone(), in_transactions)
        .await
        .map_err(trouble)?;
    let mut verdicts: Vec<Verdict> = Vec::new();
    for migration in project.list().await? {
        if applied.contains(migration.stem()) {
            verdicts.extend(verifier.apply(&*migration).await.map_err(trouble)?);
            continue;
        }
        let verdict = verifier.verify(&*migration).await.map_err(trouble)?;
        verdicts.push(if verify.strict { verdict.strict() } else { verdict });
    }
    Ok(Report::Verified(verdicts))
}

/// The stems of what the project's own database has.
pub(super) async fn applied(context: &Context) -> Result<HashSet<String>, Trouble> {
    let project = Project::open(context).await?;
    let connected = project.runner(context, Run::default()).await?;
    let listing = connected.runner.list().await?;
    Ok(listing.completed.iter().map(|entry| entry.stem().to_owned()).collect())
}

fn trouble(error: rungs_verify::Error) -> Trouble {
    match error {
        rungs_verify::Error::Database(error) => error.into(),
        other => Trouble::refused(other.to_string()),
    }
}
