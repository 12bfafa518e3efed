use std::rc::Rc;
use std::time::Instant;

use crate::migration::{Hooks, RunContext, Seed};
use crate::watch::{Event, Watch};
use crate::{Error, Interrupt};

/// Runs seeds one after the other, outside a transaction, after checking all of them (Knex 3.3.0,
/// `seed/Seeder.js`). Returns the names of those that ran.
///
/// # Errors
/// When a seed cannot be loaded or has nothing to run; then none has run. When one fails, or `interrupt` asks to stop;
/// then those before it stand.
pub async fn run_seeds(
    seeds: &[Rc<dyn Seed>],
    run: &RunContext,
    hooks: &dyn Hooks,
    watch: &dyn Watch,
    interrupt: &Interrupt,
) -> Result<Vec<String>, Error> {
    interrupt.heed(true);
    let outcome = tokio::select! {
        biased;
        outcome = run_all(seeds, run, watch) => outcome,
        () = interrupt.requested() => {
            // Without this the server would go on with the statement.
            let _ = run.session.cancel_token().cancel().await;
            hooks.interrupt().await;
            Err(Error::Interrupted)
        }
    };
    interrupt.heed(false);
    outcome
}

async fn run_all(seeds: &[Rc<dyn Seed>], run: &RunContext, watch: &dyn Watch) -> Result<Vec<String>, Error> {
    for seed in seeds {
        seed.check().await?;
    }
    watch.event(Event::Begins { total: seeds.len() });
    let mut names = Vec::with_capacity(seeds.len());
    for (index, seed) in seeds.iter().enumerate() {
        let (name, start) = (seed.name(), Instant::now());
        watch.event(Event::Starts { name, index });
        seed.run(run).await.map_err(|error| Error::Seed { name: name.to_owned(), error })?;
        watch.event(Event::Ends { name, elapsed: start.elapsed() });
        names.push(name.to_owned());
    }
    Ok(names)
}
