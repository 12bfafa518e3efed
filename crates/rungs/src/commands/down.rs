use std::time::Instant;

use super::{Applied, Context, Report, Told};
use crate::arguments::Run;
use crate::diagnostics::Trouble;
use crate::project::{Project, Way};

/// `migrate:down`: undoes the last migration, or the one named.
pub(super) async fn run(context: &Context, run: Run, name: Option<String>) -> Result<Report, Trouble> {
    let project = Project::open(context).await?;
    let connected = project.guarded_runner(context, run, Way::Down).await?;
    let start = Instant::now();
    let batch = connected.batch(connected.runner.down(name.as_deref())).await?;
    Ok(Report::RolledBack(Applied { batch, told: Told::Listed, elapsed: start.elapsed() }))
}
