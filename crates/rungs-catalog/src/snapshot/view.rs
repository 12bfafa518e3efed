//! Views and materialized views.

use super::conditions::{not_extension, options, user_schema, with_comment};
use super::definition::{Definition, WHOLE, flag, has, is, sql};
use crate::kind::{Kind, Naming};

pub(super) const VIEW: Definition = Definition {
    kind: Kind::View,
    word: "view",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: WHOLE,
    name: "c.relname",
    keys: &["c.oid"],
    attributes: &[
        is("pg_get_viewdef(c.oid)"),
        has("options", options!("c.reloptions")),
        has("owner", "pg_get_userbyid(c.relowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace",
        with_comment!("pg_class", "c.oid"),
        "WHERE c.relkind = 'v' AND",
        user_schema!("n"),
        "AND",
        not_extension!("pg_class", "c.oid"),
    ))],
};

pub(super) const MATERIALIZED_VIEW: Definition = Definition {
    kind: Kind::MaterializedView,
    word: "materialized view",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: WHOLE,
    name: "c.relname",
    keys: &["c.oid"],
    attributes: &[
        is("pg_get_viewdef(c.oid)"),
        flag("WITH NO DATA", "NOT c.relispopulated"),
        has("storage parameters", options!("c.reloptions")),
        has("tablespace", "s.spcname"),
        has("access method", "NULLIF(am.amname, 'heap')"),
        has("owner", "pg_get_userbyid(c.relowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace \
         LEFT JOIN pg_am am ON am.oid = c.relam",
        with_comment!("pg_class", "c.oid"),
        "WHERE c.relkind = 'm' AND",
        user_schema!("n"),
        "AND",
        not_extension!("pg_class", "c.oid"),
    ))],
};
