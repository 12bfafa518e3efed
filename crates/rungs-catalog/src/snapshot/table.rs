//! Tables, ordinary and partitioned.

use super::conditions::{not_extension, options, user_schema, with_comment};
use super::definition::{Definition, WHOLE, flag, has, sql};
use crate::kind::{Kind, Naming};

pub(super) const TABLE: Definition = Definition {
    kind: Kind::Table,
    word: "table",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: WHOLE,
    name: "c.relname",
    keys: &["c.oid"],
    attributes: &[
        flag("UNLOGGED", "c.relpersistence = 'u'"),
        has("row type", "CASE WHEN c.reloftype <> 0 THEN c.reloftype::regtype::text END"),
        has("partition key", "CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END"),
        has("parent table", PARENTS),
        has("partition bound", "pg_get_expr(c.relpartbound, c.oid)"),
        has("storage parameters", options!("c.reloptions")),
        has("storage parameters of the TOAST table", options!("toast.reloptions")),
        flag("ROW LEVEL SECURITY", "c.relrowsecurity"),
        flag("FORCE ROW LEVEL SECURITY", "c.relforcerowsecurity"),
        has(
            "REPLICA IDENTITY",
            "CASE c.relreplident WHEN 'n' THEN 'NOTHING' WHEN 'f' THEN 'FULL' WHEN 'i' THEN 'USING INDEX ' || \
             (SELECT quote_ident(i.relname) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid \
              WHERE x.indrelid = c.oid AND x.indisreplident) END",
        ),
        has("tablespace", "s.spcname"),
        has("access method", "NULLIF(am.amname, 'heap')"),
        has("owner", "pg_get_userbyid(c.relowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid \
         LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace LEFT JOIN pg_am am ON am.oid = c.relam",
        with_comment!("pg_class", "c.oid"),
        "WHERE c.relkind IN ('r', 'p') AND",
        user_schema!("n"),
        "AND",
        not_extension!("pg_class", "c.oid"),
    ))],
};

/// The tables that the table `c` inherits from or is a partition of.
pub(super) const PARENTS: &str = "(SELECT string_agg(h.inhparent::regclass::text, ', ' ORDER BY h.inhseqno) \
     FROM pg_inherits h WHERE h.inhrelid = c.oid)";
