use std::collections::HashMap;
use std::rc::Rc;

use super::Runner;
use crate::Error;
use crate::ledger::{Entry, LockRow, State};
use crate::migration::{Migration, Wishes};
use crate::watch::Direction;

/// What a command is about to do.
pub(super) struct Plan {
    pub(super) direction: Direction,
    pub(super) steps: Vec<Step>,
    /// Whether all run in one transaction.
    pub(super) together: bool,
    /// The last batch of the ledger when it was read.
    pub(super) last_batch: i64,
    /// The lock row when it was read.
    pub(super) lock: LockRow,
}

/// One migration of a plan.
#[derive(Clone)]
pub(super) struct Step {
    pub(super) migration: Rc<dyn Migration>,
    /// Its name in the ledger: what was written when it was applied, or what will be written.
    pub(super) ledger_name: String,
    /// Whether it has a transaction of its own, where they do not share one.
    pub(super) in_transaction: bool,
}

impl Runner {
    /// Loads the migrations and decides on their transactions as Knex 3.3.0 does: going up, all share one if
    /// transactions are not disabled and none of them refuses; otherwise, and going down, each has its own, or none.
    pub(super) async fn plan(
        &self,
        direction: Direction,
        migrations: Vec<Rc<dyn Migration>>,
        state: &State,
    ) -> Result<Plan, Error> {
        let disabled = self.settings.disable_transactions;
        let mut steps = Vec::with_capacity(migrations.len());
        let names: HashMap<&str, &Entry> = state.entries.iter().map(|entry| (entry.stem(), entry)).collect();
        let mut together = direction == Direction::Up && !disabled;
        for migration in migrations {
            let Wishes { transaction, .. } = migration.wishes().await?;
            together &= transaction != Some(false);
            let ledger_name = match names.get(migration.stem()) {
                Some(entry) if direction == Direction::Down => entry.name.clone(),
                _ => migration.name().to_owned(),
            };
            steps.push(Step { ledger_name, in_transaction: transaction.unwrap_or(!disabled), migration });
        }
        for step in &steps {
            step.migration.check().await?;
        }
        Ok(Plan { direction, steps, together, last_batch: state.last_batch(), lock: state.lock })
    }
}
