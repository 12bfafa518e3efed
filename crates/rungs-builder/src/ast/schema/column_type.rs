/// A column type: the methods that declare it and the PostgreSQL type that Knex 3.3.0 writes for it.
#[derive(Debug, PartialEq, Eq)]
pub struct ColumnType {
    /// Knex's own name for it, as its messages and defaults know it.
    pub name: &'static str,
    /// The methods of the table builder, aliases included.
    pub methods: &'static [&'static str],
    /// What is written.
    pub sql: TypeSql,
}

/// How the SQL of a column type comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeSql {
    /// Always the same.
    Fixed(&'static str),
    /// `varchar(length)`
    Varchar,
    /// `decimal(precision, scale)`
    Decimal,
    /// `bit(length)`
    Bit,
    /// A native enum, or text with a check.
    Enum,
    /// `json`, or `jsonb` when asked for.
    Json,
    /// `timestamptz` or `timestamp`, with precision.
    Timestamp,
    /// `serial` or `bigserial`, a primary key unless told otherwise.
    Serial(&'static str),
    /// `uuid`, a primary key when told so.
    Uuid,
    /// What the second argument says.
    Specific,
}

impl ColumnType {
    /// The type that a method declares.
    pub fn of_method(method: &str) -> Option<&'static Self> {
        COLUMN_TYPES.iter().find(|column_type| column_type.methods.contains(&method))
    }

    /// Whether it counts by itself: such columns take no modifiers but `comment`, and need no name.
    pub fn is_increments(&self) -> bool {
        matches!(self.sql, TypeSql::Serial(_))
    }
}

/// What Knex 3.3.0 writes for the types that it offers for other databases only.
const MISSING: TypeSql = TypeSql::Fixed("undefined");

const fn row(name: &'static str, methods: &'static [&'static str], sql: TypeSql) -> ColumnType {
    ColumnType { name, methods, sql }
}

/// All column types (Knex 3.3.0, lib/schema/tablebuilder.js and lib/dialects/postgres/schema/pg-columncompiler.js).
pub const COLUMN_TYPES: &[ColumnType] = &[
    row("tinyint", &["tinyint"], TypeSql::Fixed("smallint")),
    row("smallint", &["smallint"], TypeSql::Fixed("smallint")),
    row("mediumint", &["mediumint"], TypeSql::Fixed("integer")),
    row("integer", &["integer"], TypeSql::Fixed("integer")),
    row("int", &["int"], MISSING),
    row("biginteger", &["bigint", "biginteger", "bigInteger"], TypeSql::Fixed("bigint")),
    row("increments", &["increments"], TypeSql::Serial("serial")),
    row("bigincrements", &["bigincrements", "bigIncrements"], TypeSql::Serial("bigserial")),
    row("serial", &["serial"], MISSING),
    row("decimal", &["decimal"], TypeSql::Decimal),
    row("floating", &["float"], TypeSql::Fixed("real")),
    row("double", &["double"], TypeSql::Fixed("double precision")),
    row("real", &["real"], MISSING),
    row("bit", &["bit"], TypeSql::Bit),
    row("bool", &["boolean", "bool"], TypeSql::Fixed("boolean")),
    row("date", &["date"], TypeSql::Fixed("date")),
    row("datetime", &["datetime", "dateTime"], TypeSql::Timestamp),
    row("timestamp", &["timestamp"], TypeSql::Timestamp),
    row("time", &["time"], TypeSql::Fixed("time")),
    row("year", &["year"], MISSING),
    row("geometry", &["geometry"], TypeSql::Fixed("geometry")),
    row("geography", &["geography"], TypeSql::Fixed("geography")),
    row("point", &["point"], TypeSql::Fixed("point")),
    row("char", &["char"], MISSING),
    row("varchar", &["string", "varchar"], TypeSql::Varchar),
    row("text", &["text"], TypeSql::Fixed("text")),
    row("tinytext", &["tinytext", "tinyText"], MISSING),
    row("mediumtext", &["mediumtext", "mediumText"], MISSING),
    row("longtext", &["longtext", "longText"], MISSING),
    row("binary", &["binary"], TypeSql::Fixed("bytea")),
    row("varbinary", &["varbinary"], MISSING),
    row("tinyblob", &["tinyblob", "tinyBlob"], MISSING),
    row("mediumblob", &["mediumblob", "mediumBlob"], MISSING),
    row("blob", &["blob"], MISSING),
    row("longblob", &["longblob", "longBlob"], MISSING),
    row("enu", &["enum", "enu"], TypeSql::Enum),
    row("set", &["set"], MISSING),
    row("json", &["json"], TypeSql::Json),
    row("jsonb", &["jsonb"], TypeSql::Fixed("jsonb")),
    row("uuid", &["uuid"], TypeSql::Uuid),
    row("specifictype", &["specificType"], TypeSql::Specific),
];
