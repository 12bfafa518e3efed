//! A project's history: what was written stays as it was written, and what breaks is told in words.
//!
//! [`LockFile`] is `rungs.lock`; [`judge`] compares it, and what the database has on record, with the migrations that are
//! there. [`Changelog`] writes down what breaks and what `@breaking` says about it. Nothing here
//! knows which language migrations are written in: checksums come from outside.

mod changelog;
mod judge;
mod lock_file;
mod record;
mod violation;

pub use changelog::{Changelog, Release};
pub use judge::{Current, judge, judge_against};
pub use lock_file::{Accepted, Entry, LockError, LockFile, OldFinding, What};
pub use record::{Record, Recorded, Recorder};
pub use violation::Violation;
