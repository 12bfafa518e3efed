use crate::calls::{BuilderKind, Method};

/// The methods of the builder that `createTable` hands to its callback.
pub const CREATE_TABLE: &[Method] =
    &[Method::returning("increments", BuilderKind::Column), Method::returning("string", BuilderKind::Column)];

/// The methods of the builder that `alterTable` hands to its callback.
pub const ALTER_TABLE: &[Method] = &[Method::returning("string", BuilderKind::Column)];

/// The methods of a column.
pub const COLUMN: &[Method] = &[Method::plain("notNullable")];

/// The methods of a foreign key.
pub const FOREIGN: &[Method] = &[Method::plain("references")];
