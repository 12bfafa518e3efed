//! Indexes that no constraint made.

use super::conditions::{not_extension, relation_kind, user_schema, with_comment};
use super::definition::{Definition, flag, has, is, sql};
use crate::kind::{Kind, Naming};

pub(super) const INDEX: Definition = Definition {
    kind: Kind::Index,
    word: "index",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: [relation_kind!("c"), "c.relname", "a.attname"],
    name: "i.relname",
    keys: &["x.indexrelid", "x.indrelid"],
    attributes: &[
        is("pg_get_indexdef(i.oid)"),
        flag("INVALID", "NOT x.indisvalid"),
        flag("CLUSTER", "x.indisclustered"),
        has(
            "parent index",
            "CASE WHEN i.relispartition THEN (SELECT h.inhparent::regclass::text FROM pg_inherits h WHERE h.inhrelid = i.oid) END",
        ),
        has(
            "statistics targets",
            "CASE WHEN x.indexprs IS NOT NULL THEN (SELECT string_agg(format('%s: %s', s.attnum, s.attstattarget), ', ' ORDER BY s.attnum) FROM pg_attribute s \
              WHERE s.attrelid = i.oid AND s.attstattarget >= 0) END",
        ),
        has("tablespace", "ts.spcname"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid \
         JOIN pg_namespace n ON n.oid = i.relnamespace LEFT JOIN pg_tablespace ts ON ts.oid = i.reltablespace \
         LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0] AND x.indnatts = 1 AND a.attnum > 0",
        with_comment!("pg_class", "i.oid"),
        "WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x')) AND",
        user_schema!("n"),
        "AND",
        not_extension!("pg_class", "c.oid"),
    ))],
};
