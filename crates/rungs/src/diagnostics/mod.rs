//! Why a command did not do what it was asked: what Knex would say first, then what a person needs.

mod advice;
mod facts;
mod headline;
mod json;
mod redact;
mod render;
mod snippet;
mod sqlstates;
mod standing;
mod trouble;
mod unfinished;

pub use headline::{knex_headline, knex_warnings};
pub use json::json;
pub use render::render;
pub use snippet::{code, code_frame};
pub use trouble::Trouble;
pub use unfinished::unfinished;
