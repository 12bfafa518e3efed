use super::{Context, Report};
use crate::arguments::Run;
use crate::diagnostics::Trouble;
use crate::project::Project;

/// `migrate:list`: what was run and what was not.
pub(super) async fn run(context: &Context) -> Result<Report, Trouble> {
    let project = Project::open(context).await?;
    let connected = project.runner(context, Run::default()).await?;
    let listing = connected.runner.list().await?;
    let file = |path: &std::path::Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(Report::Listing {
        completed: listing.completed.into_iter().map(|entry| entry.name).collect(),
        pending: listing.pending.iter().map(|migration| migration.path().and_then(file)).collect(),
    })
}
