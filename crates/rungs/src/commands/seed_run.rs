use std::time::Instant;

use rungs_run::run_seeds;

use super::{Context, Report};
use crate::diagnostics::Trouble;
use crate::project::Project;

/// `seed:run`: runs all seeds, or the one that `--specific` names.
pub(super) async fn run(context: &Context, verbose: bool) -> Result<Report, Trouble> {
    let project = Project::open(context).await?;
    let connected = project.connect(context).await?;
    project.refuse_seeds_without_folder(context).await?;
    let seeds = project.front_end.seeds(&project.seeds)?;
    let start = Instant::now();
    let (run, hooks) = (connected.seeding(), project.front_end.hooks());
    let names = run_seeds(&seeds, &run, &*hooks, &*context.output, &context.signals.interrupt()).await?;
    Ok(Report::Seeded { names, verbose, elapsed: start.elapsed() })
}
