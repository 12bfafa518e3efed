//! What a migration is, whoever wrote it: files of a front-end, or anything else that has a name, an `up` and a `down`.

mod context;
mod failure;
mod hooks;
mod name;
mod seed;
mod source;

use std::path::Path;

use async_trait::async_trait;

pub use context::RunContext;
pub use failure::{Frame, FrontEndError};
pub use hooks::{Hooks, NoHooks};
pub use name::stem;
pub use seed::Seed;
pub use source::Source;

/// What a migration asks of the runner before it is run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// `Some(false)`: run outside a transaction; `Some(true)`: in one, even where transactions are disabled for
    /// all; `None`: as the settings say. (Knex: `exports.config = { transaction }`, anything but a boolean is no wish.)
    pub transaction: Option<bool>,
    /// Why it is one-way on purpose, if it is; empty where it does not say. (`export const irreversible = "reason"`, or
    /// in its `config`, as Ghost's knex-migrator 5 has it. Knex itself takes no notice.)
    pub irreversible: Option<String>,
}

/// One migration, not yet loaded. Listing thousands of them must cost nothing: only [`Migration::wishes`],
/// [`Migration::up`] and [`Migration::down`] may read or run its code.
#[async_trait(?Send)]
pub trait Migration {
    /// The name as the ledger stores it: `20240102030405_users.ts`.
    fn name(&self) -> &str;

    /// The identity across builds: the name without the extension of a known language, so that `x.ts` in
    /// development and `x.js` in production are one migration.
    fn stem(&self) -> &str {
        stem(self.name())
    }

    /// The file it comes from, where there is one.
    fn path(&self) -> Option<&Path>;

    /// Loads the migration and says what it asks for.
    ///
    /// # Errors
    /// When the file cannot be read, parsed or evaluated.
    async fn wishes(&self) -> Result<Wishes, FrontEndError>;

    /// Loads the migration and refuses one that cannot be run in both directions
    /// (Knex 3.3.0: `Invalid migration: x.ts must have both an up and down function`).
    ///
    /// # Errors
    /// When the file cannot be loaded, or lacks `up` or `down`.
    async fn check(&self) -> Result<(), FrontEndError>;

    /// Loads the migration and says what its way back looks like, as far as that can be told without going it.
    ///
    /// # Errors
    /// When the file cannot be loaded.
    async fn down_shape(&self) -> Result<Down, FrontEndError> {
        Ok(Down::Written)
    }

    /// Applies the migration.
    ///
    /// # Errors
    /// What its code threw, or what the server said to one of its statements.
    async fn up(&self, run: &RunContext) -> Result<Completion, FrontEndError>;

    /// Takes the migration back.
    ///
    /// # Errors
    /// As [`Migration::up`].
    async fn down(&self, run: &RunContext) -> Result<Completion, FrontEndError>;
}

/// What a migration's way back looks like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Down {
    /// There is none.
    Missing,
    /// There is one that does nothing.
    Empty,
    /// There is one.
    #[default]
    Written,
}

/// How a migration's function ended when it did not fail.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Completion {
    /// It returned something that was waited for.
    #[default]
    Awaited,
    /// It returned nothing to wait for; Knex 3.3.0 warns `migration x.ts did not return a promise`.
    NotAwaited,
}
