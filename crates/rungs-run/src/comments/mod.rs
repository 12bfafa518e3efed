//! What authors of migrations say in comments.

mod breaking;
mod ignore;

pub use breaking::breaking_words;
pub use ignore::Ignore;
