//! Bringing a throwaway database to where another one stands.

use std::collections::HashMap;
use std::rc::Rc;

use rungs_postgres::{Session, Statement, TransactionStatus};

use super::Runner;
use crate::Error;
use crate::ledger::Entry;
use crate::migration::{FrontEndError, Migration, RunContext};

impl Runner {
    /// Applies the migrations of another database's ledger, in its order and under its batches, each in a transaction of
    /// its own unless it refuses one. The runner's database must be new and nobody else's: no lock is taken, no hook is
    /// called.
    ///
    /// # Errors
    /// When a migration of the ledger has no file, or fails here.
    pub async fn rehearse(&self, entries: &[Entry]) -> Result<(), Error> {
        let all = self.source.list().await?;
        let files: HashMap<&str, &Rc<dyn Migration>> =
            all.iter().map(|migration| (migration.stem(), migration)).collect();
        self.ledger.ensure(&self.session).await?;
        for entry in entries {
            match files.get(entry.stem()) {
                Some(migration) => self.repeat(migration, entry).await?,
                None if self.settings.disable_list_validation => {
                    self.session.execute(&self.ledger.insert(&entry.name, entry.batch)).await?;
                }
                None => return Err(Error::MissingFiles { names: vec![entry.name.clone()] }),
            }
        }
        Ok(())
    }

    async fn repeat(&self, migration: &Rc<dyn Migration>, entry: &Entry) -> Result<(), Error> {
        let wish = migration.wishes().await?.transaction;
        let in_transaction = wish.unwrap_or(!self.settings.disable_transactions);
        if in_transaction {
            self.session.defer(Statement::new("BEGIN;"));
        }
        let done = self.up_and_record(migration, entry, in_transaction).await;
        if done.is_err() {
            end_transaction(&self.session).await;
        }
        done
    }

    async fn up_and_record(
        &self,
        migration: &Rc<dyn Migration>,
        entry: &Entry,
        in_transaction: bool,
    ) -> Result<(), Error> {
        migration.up(&RunContext { in_transaction, ..self.context() }).await?;
        self.session.defer(self.ledger.insert(&entry.name, entry.batch));
        if in_transaction {
            self.session.defer(Statement::new("COMMIT;"));
        }
        self.session.flush().await.map_err(|error| FrontEndError::from(error).into())
    }
}

async fn end_transaction(session: &Session) {
    // What fails here leaves a database that is thrown away.
    let _ = session.flush().await;
    if session.transaction_status() != TransactionStatus::Idle {
        let _ = session.execute(&Statement::new("ROLLBACK")).await;
    }
}
