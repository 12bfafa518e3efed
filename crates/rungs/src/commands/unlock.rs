use super::{Context, Report};
use crate::diagnostics::Trouble;
use crate::project::Project;

/// `migrate:unlock`: frees the lock row.
pub(super) async fn run(context: &Context) -> Result<Report, Trouble> {
    let project = Project::open(context).await?;
    let connected = project.ledger(context).await?;
    Ok(Report::Unlocked { alive: connected.runner.unlock().await? })
}
