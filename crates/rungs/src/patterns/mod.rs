//! Migrations as they are written well: each pattern is a page of `patterns/`, with what it writes, when to use it and its
//! TypeScript, into which parameters are filled.

mod javascript;
mod names;
mod page;
mod parameters;
mod render;

pub use page::{Pattern, patterns};
pub use parameters::{Given, Parameters};
pub use render::speaks;

/// The pattern called `name`.
pub fn find(name: &str) -> Option<&'static Pattern> {
    patterns().iter().find(|pattern| pattern.name == name)
}

#[cfg(test)]
mod tests;
