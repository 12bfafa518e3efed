use std::rc::Rc;

use super::{Batch, Listing, Runner, select};
use crate::Error;
use crate::journal::Failure;
use crate::ledger::{LockRow, State};
use crate::lock::{self, Holder};
use crate::migration::Migration;
use crate::watch::Direction;

/// The oldest server that Rungs supports, as `server_version_num` counts.
const OLDEST_SERVER: u32 = 120_000;

impl Runner {
    /// Applies all migrations that have not been applied.
    ///
    /// # Errors
    /// When the list does not fit the ledger, another run keeps the lock, or a migration fails.
    pub async fn latest(&self) -> Result<Batch, Failure> {
        let (all, state) = self.list_and_ledger().await?;
        self.run(Direction::Up, select::pending(&all, &state.entries), &state).await
    }

    /// Applies the next migration, or the one named.
    ///
    /// # Errors
    /// As [`Runner::latest`], and when there is none of that name.
    pub async fn up(&self, name: Option<&str>) -> Result<Batch, Failure> {
        let (all, state) = self.list_and_ledger().await?;
        self.run(Direction::Up, select::next(&all, &state.entries, name)?, &state).await
    }

    /// Applies all up to the one named, including it.
    ///
    /// # Errors
    /// As [`Runner::up`].
    pub async fn to(&self, name: &str) -> Result<Batch, Failure> {
        let (all, state) = self.list_and_ledger().await?;
        self.run(Direction::Up, select::up_to(&all, &state.entries, name, true)?, &state).await
    }

    /// Applies all before the one named.
    ///
    /// # Errors
    /// As [`Runner::up`].
    pub async fn before(&self, name: &str) -> Result<Batch, Failure> {
        let (all, state) = self.list_and_ledger().await?;
        self.run(Direction::Up, select::up_to(&all, &state.entries, name, false)?, &state).await
    }

    /// Takes back the last migration applied, or the one named.
    ///
    /// # Errors
    /// As [`Runner::latest`], and when the one named was not applied.
    pub async fn down(&self, name: Option<&str>) -> Result<Batch, Failure> {
        let (all, state) = self.list_and_ledger().await?;
        self.run(Direction::Down, select::last(&all, &state.entries, name)?, &state).await
    }

    /// Takes back the last batch, or with `every` all batches.
    ///
    /// # Errors
    /// As [`Runner::latest`].
    pub async fn rollback(&self, every: bool) -> Result<Batch, Failure> {
        let (all, state) = self.list_and_ledger().await?;
        let migrations = if every {
            select::every_batch(&all, &state.entries)
        } else {
            select::last_batch(&all, &state.entries)?
        };
        self.run(Direction::Down, migrations, &state).await
    }

    /// What was applied, and what was not.
    ///
    /// # Errors
    /// When the list does not fit the ledger, or the server refuses.
    pub async fn list(&self) -> Result<Listing, Error> {
        let (all, state) = self.list_and_ledger().await?;
        Ok(Listing { pending: select::pending(&all, &state.entries), completed: state.entries })
    }

    /// The version of the last migration by name: what stands before the first `_`. `None` before the first migration.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn current_version(&self) -> Result<Option<String>, Error> {
        let state = self.ledger.ensure(&self.session).await?;
        let version = |name: &str| name.split('_').next().unwrap_or_default().to_owned();
        Ok(state
            .entries
            .iter()
            .map(|entry| version(&entry.name))
            .reduce(|highest, next| if larger(&next, &highest) { next } else { highest }))
    }

    /// Frees the lock row, whoever set it. Says which run of Rungs is alive and holds its lock nevertheless: that
    /// lock ends with its connection and with nothing else.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn unlock(&self) -> Result<Option<Holder>, Error> {
        if self.ledger.read(&self.session).await?.is_some() {
            self.session.execute(&self.ledger.reset_lock_row()).await?;
        }
        lock::living_holder(&self.session, &self.ledger).await
    }

    async fn list_and_ledger(&self) -> Result<(Vec<Rc<dyn Migration>>, State), Error> {
        let version = self.session.server_version_num();
        if version < OLDEST_SERVER {
            let version = self.session.parameter("server_version").unwrap_or_else(|| version.to_string());
            return Err(Error::ServerTooOld { version });
        }
        let all = self.source.list().await?;
        let state = self.ledger.ensure(&self.session).await?;
        if !self.settings.disable_list_validation {
            select::validate(&all, &state.entries)?;
        }
        Ok((all, state))
    }

    async fn run(
        &self,
        direction: Direction,
        migrations: Vec<Rc<dyn Migration>>,
        state: &State,
    ) -> Result<Batch, Failure> {
        if migrations.is_empty() && state.lock == LockRow::Free && !state.has_journal {
            return Ok(Batch { number: state.last_batch(), names: Vec::new() });
        }
        self.run_batch(direction, migrations, state).await
    }
}

/// Lodash's `max` over strings: by UTF-16 code units.
fn larger(left: &str, right: &str) -> bool {
    left.encode_utf16().gt(right.encode_utf16())
}
