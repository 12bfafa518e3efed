use std::rc::Rc;

use async_trait::async_trait;

use super::{FrontEndError, Migration, RunContext};

/// The functions a project may run around its migrations (Knex 3.3.0: `migrations.beforeAll`, `beforeEach`,
/// `afterEach`, `afterAll`). All are called inside the transaction of what they surround, if it has one; none is
/// called when there is nothing to run. Each does nothing unless it is written. Besides, what a project does with
/// warnings.
#[async_trait(?Send)]
pub trait Hooks {
    /// Before the first migration of a batch; `migrations` are those about to run.
    async fn before_all(
        &self,
        _run: &RunContext,
        _migrations: &[Rc<dyn Migration>],
    ) -> Result<(), FrontEndError> {
        Ok(())
    }

    /// Before one migration.
    async fn before_each(
        &self,
        _run: &RunContext,
        _migration: &Rc<dyn Migration>,
    ) -> Result<(), FrontEndError> {
        Ok(())
    }

    /// After one migration that did not fail, before it is written to the ledger.
    async fn after_each(
        &self,
        _run: &RunContext,
        _migration: &Rc<dyn Migration>,
    ) -> Result<(), FrontEndError> {
        Ok(())
    }

    /// Takes a warning of the runner, if the project has a logger of its own (Knex 3.3.0: `log.warn`), and says whether
    /// it did.
    async fn warn(&self, _text: &str) -> Result<bool, FrontEndError> {
        Ok(false)
    }

    /// Told when the run is to stop, again and again until it does: cancels what the project's code runs on sessions
    /// of its own. The runner cancels what runs on its session.
    async fn interrupt(&self) {}

    /// After the last migration of a batch, when none failed.
    async fn after_all(
        &self,
        _run: &RunContext,
        _migrations: &[Rc<dyn Migration>],
    ) -> Result<(), FrontEndError> {
        Ok(())
    }
}

/// A project without hooks.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoHooks;

impl Hooks for NoHooks {}
