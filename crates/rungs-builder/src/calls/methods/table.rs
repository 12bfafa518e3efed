use std::sync::LazyLock;

use crate::ast::schema::COLUMN_TYPES;
use crate::calls::{BuilderKind, Method};

/// The methods of every table builder, besides the column types.
const TABLE: &[Method] = &[
    Method::plain("timestamps"),
    Method::plain("comment"),
    Method::returning("foreign", BuilderKind::Foreign),
    Method::plain("check"),
    Method::plain("index"),
    Method::plain("primary"),
    Method::plain("unique"),
    Method::plain("dropPrimary"),
    Method::plain("dropPrimaryIfExists"),
    Method::plain("dropUnique"),
    Method::plain("dropUniqueIfExists"),
    Method::plain("dropIndex"),
    Method::plain("dropForeign"),
    Method::plain("dropForeignIfExists"),
    Method::plain("engine"),
    Method::plain("charset"),
    Method::plain("collate"),
    Method::plain("inherits"),
];

/// What `alterTable` adds to them.
const ALTERING: &[Method] = &[
    Method::plain("renameColumn"),
    Method::plain("dropTimestamps"),
    Method::plain("setNullable"),
    Method::plain("dropNullable"),
    Method::plain("dropChecks"),
    Method::plain("dropColumn"),
    Method::plain("dropColumns"),
];

/// The methods of the builder that `createTable` hands to its callback.
pub static CREATE_TABLE: LazyLock<Vec<Method>> = LazyLock::new(|| table_methods(BuilderKind::Column, &[]));

/// The methods of the builder that `alterTable` hands to its callback.
pub static ALTER_TABLE: LazyLock<Vec<Method>> =
    LazyLock::new(|| table_methods(BuilderKind::AlterColumn, ALTERING));

/// A method for each name of each column type, then the others.
fn table_methods(column: BuilderKind, more: &[Method]) -> Vec<Method> {
    let names = COLUMN_TYPES.iter().flat_map(|column_type| column_type.methods);
    let types = names.map(|name| Method::returning(name, column));
    types.chain(TABLE.iter().copied()).chain(more.iter().copied()).collect()
}

/// The methods of a column that is created.
pub const COLUMN: &[Method] = &[
    Method::returning("references", BuilderKind::ForeignTable),
    Method::plain("withKeyName"),
    Method::plain("onUpdate"),
    Method::plain("onDelete"),
    Method::plain("deferrable"),
    Method::plain("default"),
    Method::plain("defaultsTo"),
    Method::plain("defaultTo"),
    Method::plain("unsigned"),
    Method::plain("nullable"),
    Method::plain("notNull"),
    Method::plain("notNullable"),
    Method::plain("first"),
    Method::plain("after"),
    Method::plain("comment"),
    Method::plain("collate"),
    Method::plain("check"),
    Method::plain("checkPositive"),
    Method::plain("checkNegative"),
    Method::plain("checkIn"),
    Method::plain("checkNotIn"),
    Method::plain("checkBetween"),
    Method::plain("checkLength"),
    Method::plain("checkRegex"),
    Method::plain("index"),
    Method::plain("primary"),
    Method::plain("unique"),
];

/// The methods of a column in `alterTable`.
pub static ALTER_COLUMN: LazyLock<Vec<Method>> = LazyLock::new(|| {
    let altering = ["drop", "alterType", "alter"].map(Method::plain);
    COLUMN.iter().copied().chain(altering).collect()
});

/// The methods of a foreign key.
pub const FOREIGN: &[Method] = &[
    Method::returning("references", BuilderKind::ForeignTable),
    Method::plain("withKeyName"),
    Method::plain("onUpdate"),
    Method::plain("onDelete"),
    Method::plain("deferrable"),
];

/// The methods of what `references('column')` returns: only the table can follow.
pub const FOREIGN_TABLE: &[Method] = &[Method::plain("on"), Method::plain("inTable")];
