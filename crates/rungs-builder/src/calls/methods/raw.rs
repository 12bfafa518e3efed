use crate::calls::{BuilderKind, Method};

/// `knex.raw(sql, bindings)`; `set` is how the prelude records the constructor's arguments.
pub const RAW: &[Method] = &[Method::with_callback("set", BuilderKind::Query), Method::plain("wrap")];

/// `knex.ref(column)`, a raw with a text of its own: what `set` sets is forgotten (Knex 3.3.0).
pub const REF: &[Method] = &[
    Method::plain("ref"),
    Method::plain("withSchema"),
    Method::plain("as"),
    Method::plain("set"),
    Method::plain("wrap"),
];
