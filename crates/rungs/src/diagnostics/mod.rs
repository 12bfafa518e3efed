//! Why a command did not do what it was asked: what Knex would say first, then what a person needs.

mod advice;
mod facts;
mod headline;
mod json;
mod redact;
mod render;
mod snippet;
mod standing;
mod trouble;

pub use headline::{knex_headline, knex_warnings};
pub use json::json;
pub use render::render;
pub use trouble::Trouble;
