//! What the prelude recorded: builders as lists of calls, arguments as data.

mod arg;
mod coercion;
mod inspect;
mod kind;
mod methods;
pub(crate) mod query;
pub mod schema;

pub use arg::{Arg, Entries, Opaque, number_to_string};
pub use coercion::{UNDEFINED, nth};
pub use kind::{BuilderKind, Method};

use std::rc::Rc;

use serde::{Deserialize, Serialize};

/// Where a call stands: the JavaScript stack at the moment of the call, unread until somebody asks.
pub type Site = Rc<str>;

/// One recorded call of a builder method.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// The name it was called by (aliases are resolved by `calls/`, not by the prelude).
    pub method: String,
    /// Its arguments; callbacks have been run and appear as [`Arg::Builder`].
    #[serde(default)]
    pub args: Vec<Arg>,
    /// The stack of the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<Site>,
    /// The moment of the call among all calls that the prelude records: a column's chain may go on after other calls.
    #[serde(default)]
    pub order: u32,
    /// Calls on what this call returned, where that is a builder of its own (a column, a foreign key).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<Call>,
}

/// A builder and what was called on it, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Builder {
    /// What it builds.
    pub kind: BuilderKind,
    /// The calls on it, in order.
    #[serde(default)]
    pub calls: Vec<Call>,
    /// Whether it stands for a callback that was run (`where(function () { … })`) rather than a builder that was passed.
    #[serde(default)]
    pub callback: bool,
}

impl Call {
    /// A call that nobody made: what Knex's own code calls.
    pub fn new(method: &str, args: Vec<Arg>) -> Self {
        Self { method: method.to_owned(), args, site: None, order: 0, chain: Vec::new() }
    }
}

impl Builder {
    /// `knex.raw(sql, bindings)` made by a call of something else.
    pub fn raw(args: Vec<Arg>, site: Option<Site>) -> Self {
        let set = Call { site, ..Call::new("set", args) };
        Self { kind: BuilderKind::Raw, calls: vec![set], callback: false }
    }
}
