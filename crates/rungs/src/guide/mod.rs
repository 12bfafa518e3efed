//! The guide for people and for their coding assistants, written from what is enforced.

mod assistants;
mod conventions;
mod text;

pub use assistants::Assistant;
pub use text::{Guide, NOTE, relative};
