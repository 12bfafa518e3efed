use std::time::Instant;

use super::{Applied, Context, Report, Told};
use crate::arguments::Run;
use crate::diagnostics::Trouble;
use crate::project::{Project, Way};

/// How far to go.
pub(super) enum Until {
    /// The next migration, or the one named.
    One(Option<String>),
    /// All up to this one, with it.
    With(String),
    /// All before this one.
    Before(String),
}

/// `migrate:up`, `migrate:to` and `migrate:before`.
pub(super) async fn run(context: &Context, run: Run, until: Until) -> Result<Report, Trouble> {
    let project = Project::open(context).await?;
    let connected = project.guarded_runner(context, run, Way::Up).await?;
    let start = Instant::now();
    let runner = &connected.runner;
    let batch = match until {
        Until::One(name) => connected.batch(runner.up(name.as_deref())).await?,
        Until::With(name) => connected.batch(runner.to(&name)).await?,
        Until::Before(name) => connected.batch(runner.before(&name)).await?,
    };
    Ok(Report::Migrated(Applied { batch, told: Told::Listed, elapsed: start.elapsed() }))
}
