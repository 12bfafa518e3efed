//! Proves migrations: each is run up, down and up again on a throwaway server, and PostgreSQL's own catalog is the judge.
//!
//! The catalog after `down` must equal the one before `up`, that after the second `up` the one after the first.

mod error;
pub mod plan;
mod said;
mod stage;
mod statements;
mod verdict;
mod verifier;
mod witness;

pub use error::Error;
pub use stage::{Prepare, Stage, Unprepared};
pub use verdict::{Code, Finding, Verdict, VerdictKind};
pub use verifier::{Settings, Verifier};
pub use witness::{WentUp, Witness, WitnessError};
