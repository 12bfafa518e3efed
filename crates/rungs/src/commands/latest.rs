use std::time::Instant;

use super::{Applied, Context, Report, Told};
use crate::arguments::Run;
use crate::diagnostics::Trouble;
use crate::project::{Project, Way};

/// `migrate:latest`: runs all migrations that have not been run.
pub(super) async fn run(context: &Context, run: Run, verbose: bool) -> Result<Report, Trouble> {
    let project = Project::open(context).await?;
    let connected = project.guarded_runner(context, run, Way::Up).await?;
    let start = Instant::now();
    let batch = connected.batch(connected.runner.latest()).await?;
    Ok(Report::Migrated(Applied { batch, told: Told::Counted { verbose }, elapsed: start.elapsed() }))
}
