use std::rc::Rc;

use async_trait::async_trait;
use rungs_lint::{Error, Finding, Linter};
use rungs_postgres::Session;
use rungs_run::Migration;
use rungs_trace::Tracer;
use rungs_verify::{WentUp, Witness, WitnessError};
use tokio::sync::Mutex;

/// Has the rules look on while migrations are verified.
pub(super) struct Rules {
    /// Nothing once it has been asked what it found.
    linter: Mutex<Option<Linter>>,
    tracer: Rc<Tracer>,
}

impl Rules {
    pub(super) fn new(linter: Linter) -> Self {
        Self { tracer: linter.tracer(), linter: Mutex::new(Some(linter)) }
    }

    /// Says that a migration has been applied where the judged ones have not.
    pub(super) async fn is_applied(&self, migration: &dyn Migration) {
        if let Some(linter) = &mut *self.linter.lock().await {
            linter.is_applied(migration);
        }
    }

    /// What was found, once all migrations have run.
    ///
    /// # Errors
    /// When the database is lost.
    pub(super) async fn finish(&self) -> Result<Vec<Finding>, Error> {
        let Some(mut linter) = self.linter.lock().await.take() else { return Ok(Vec::new()) };
        linter.is_complete();
        linter.finish().await
    }
}

#[async_trait(?Send)]
impl Witness for Rules {
    async fn follow(&self, session: &Session) {
        if let Some(linter) = &mut *self.linter.lock().await {
            linter.follow(session);
        }
    }

    async fn begin(&self, _migration: &dyn Migration) -> Result<(), WitnessError> {
        if let Some(linter) = &mut *self.linter.lock().await {
            linter.begin().await?;
            self.tracer.pause();
        }
        Ok(())
    }

    fn look(&self, is_its_own: bool) {
        if is_its_own { self.tracer.go_on() } else { self.tracer.pause() }
    }

    async fn end(&self, migration: &dyn Migration, went: WentUp<'_>) -> Result<(), WitnessError> {
        let WentUp { before, after, in_transaction, failure } = went;
        let went = rungs_lint::WentUp { in_transaction, failure, change: Some((before, after)) };
        if let Some(linter) = &mut *self.linter.lock().await {
            linter.end(migration, went).await?;
        }
        Ok(())
    }
}
