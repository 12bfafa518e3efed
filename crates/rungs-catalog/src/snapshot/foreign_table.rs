//! Foreign tables.

use super::conditions::{not_extension, options, user_schema, with_comment};
use super::definition::{Definition, WHOLE, has, is_named, sql};
use super::table::PARENTS;
use crate::kind::{Kind, Naming};

pub(super) const FOREIGN_TABLE: Definition = Definition {
    kind: Kind::ForeignTable,
    word: "foreign table",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: WHOLE,
    name: "c.relname",
    keys: &["c.oid"],
    attributes: &[
        is_named("server", "quote_ident(s.srvname)"),
        has("options", options!("f.ftoptions")),
        has("parent table", PARENTS),
        has("partition bound", "pg_get_expr(c.relpartbound, c.oid)"),
        has("owner", "pg_get_userbyid(c.relowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_foreign_table f ON f.ftrelid = c.oid \
         JOIN pg_foreign_server s ON s.oid = f.ftserver",
        with_comment!("pg_class", "c.oid"),
        "WHERE",
        user_schema!("n"),
        "AND",
        not_extension!("pg_class", "c.oid"),
    ))],
};
