//! Finding and loading modules as Node does.

mod load;
mod package;
mod resolve;

pub(crate) use load::{LoadError, Registry, Source};
pub(crate) use resolve::{Kind, Resolver, Target, is_bare};

/// The module system's JavaScript half.
pub(crate) const LOADER: &str = include_str!("loader.js");
