//! One run at a time: an advisory lock that dies with its connection, and Knex's row, which a Knex beside us minds.

mod acquire;
mod holder;

pub(crate) use acquire::{acquire, foreign_holder, living_holder, process, release, release_in};
pub use holder::Holder;
