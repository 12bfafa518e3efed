//! The difference of two snapshots.

mod columns;
mod compare;
mod finding;
mod words;

pub use finding::{Change, Difference, Finding, Remark};
