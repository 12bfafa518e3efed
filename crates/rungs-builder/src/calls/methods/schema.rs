use crate::calls::{BuilderKind, Method};

/// The methods of `knex.schema` (Knex 3.3.0, lib/schema/builder.js).
pub const SCHEMA: &[Method] = &[
    Method::with_callback("createTable", BuilderKind::CreateTable),
    Method::plain("dropTable"),
    Method::plain("raw"),
];
