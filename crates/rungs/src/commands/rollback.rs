use std::time::Instant;

use super::{Applied, Context, Report, Told};
use crate::arguments::Run;
use crate::diagnostics::Trouble;
use crate::project::{Project, Way};

/// `migrate:rollback`: undoes the last batch, or all.
pub(super) async fn run(context: &Context, run: Run, all: bool, verbose: bool) -> Result<Report, Trouble> {
    let project = Project::open(context).await?;
    let connected = project.guarded_runner(context, run, Way::Down).await?;
    let start = Instant::now();
    let batch = connected.batch(connected.runner.rollback(all)).await?;
    Ok(Report::RolledBack(Applied { batch, told: Told::Counted { verbose }, elapsed: start.elapsed() }))
}
