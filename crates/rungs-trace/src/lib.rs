//! What each statement of a migration does to the server, as the server tells it: the locks that it takes and what they
//! block, the tables that it rewrites and scans, the rows that it writes. What hides in `DO` blocks and functions is
//! seen too. The server is a throwaway one: nothing here is for a database that anybody uses.
//!
//! A fact does not depend on rows: a scan of an empty table is counted as a scan, and its rewrite gives it a new file.
//!
//! ```no_run
//! # async fn example(session: rungs_postgres::Session) -> Result<(), rungs_trace::Error> {
//! use rungs_trace::Tracer;
//! let tracer = Tracer::attach(&session);
//! tracer.baseline().await?; // what is there now existed before what is judged
//! tracer.start();
//! session.execute(&rungs_postgres::Statement::new("alter table users add column age int")).await?;
//! for traced in tracer.stop()?.statements {
//!     for lock in &traced.locks {
//!         println!("{} on {}: {}", lock.mode, lock.relation, lock.mode.blocks());
//!     }
//! }
//! # Ok(())
//! # }
//! ```

mod error;
mod fact;
mod lock_mode;
mod look;
mod relation;
pub mod sql;
mod tracer;
mod words;

pub use error::Error;
pub use fact::{BuiltIndex, CheckedConstraint, Checks, Lock, NewNotNull, Trace, Traced, Written};
pub use lock_mode::{Blocks, LockMode};
pub use relation::{Relation, RelationKind};
pub use tracer::Tracer;
