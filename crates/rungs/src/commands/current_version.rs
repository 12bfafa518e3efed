use super::{Context, Report};
use crate::diagnostics::Trouble;
use crate::project::Project;

/// `migrate:currentVersion`: what stands before the first `_` in the name of the last migration.
pub(super) async fn run(context: &Context) -> Result<Report, Trouble> {
    let project = Project::open(context).await?;
    let connected = project.ledger(context).await?;
    Ok(Report::CurrentVersion(connected.runner.current_version().await?))
}
