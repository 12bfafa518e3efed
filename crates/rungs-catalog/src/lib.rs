//! What a PostgreSQL database holds, as data: read in one go, compared, told in words.
//!
//! A [`Snapshot`] has everything that migrations make and nothing that they do not: no object of the system, none
//! that an extension owns, no oid. Objects are known by their names, so that snapshots of two databases compare.
//! [`Snapshot::diff`] tells what a way back left, forgot or changed. On a database of one's own a [`Tracker`] gives snapshots
//! at a cost that follows what was touched, not what is there.
//!
//! ```no_run
//! # async fn example(session: rungs_postgres::Session) -> Result<(), rungs_catalog::Error> {
//! use rungs_catalog::{Scope, Snapshot};
//! let scope = Scope::default();
//! let before = Snapshot::read(&session, &scope).await?;
//! // … up, then down …
//! let after = Snapshot::read(&session, &scope).await?;
//! for finding in Snapshot::diff(&before, &after).findings {
//!     println!("`down` {finding}"); // `down` leaves index `users_email_index`
//! }
//! # Ok(())
//! # }
//! ```

mod breaking;
mod diff;
mod document;
mod error;
mod kind;
mod object;
mod scope;
mod snapshot;
mod track;

pub use breaking::{Breaking, BreakingKind};
pub use diff::{Change, Difference, Finding, Remark};
pub use document::{DataDesign, FrequentQuery, PendingChange};
pub use error::Error;
pub use kind::Kind;
pub use object::{Object, PartOf};
pub use scope::Scope;
pub use snapshot::{Facts, Record, Snapshot};
pub use track::{Mark, Tracker, kept};
