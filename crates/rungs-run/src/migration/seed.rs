use std::path::Path;

use async_trait::async_trait;

use super::{FrontEndError, RunContext};

/// A file that fills tables. Seeds have no ledger: each run runs them all.
#[async_trait(?Send)]
pub trait Seed {
    /// The name it is reported by: with Knex, the file's absolute path.
    fn name(&self) -> &str;

    /// The file it comes from, where there is one.
    fn path(&self) -> Option<&Path>;

    /// Loads the seed and refuses one that cannot be run
    /// (Knex 3.3.0: `Invalid seed file: /x.ts must have a seed function`).
    async fn check(&self) -> Result<(), FrontEndError>;

    /// Runs it. Seeds run outside a transaction, on `run.session`.
    async fn run(&self, run: &RunContext) -> Result<(), FrontEndError>;
}
