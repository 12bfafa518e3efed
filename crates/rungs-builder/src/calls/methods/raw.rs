use crate::calls::{BuilderKind, Method};

/// `knex.raw(sql, bindings)`; `set` is how the prelude records the constructor's arguments.
pub const RAW: &[Method] = &[Method::with_callback("set", BuilderKind::Query), Method::plain("wrap")];

/// `knex.ref(column)`.
pub const REF: &[Method] = &[Method::plain("ref"), Method::plain("withSchema"), Method::plain("as")];
