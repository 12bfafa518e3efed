//! Constraints of tables. Those that are copies for partitions, or PostgreSQL's own form of NOT NULL, are left out.

use super::conditions::{not_extension, options, relation_kind, user_schema, with_comment};
use super::definition::{Definition, flag, has, is, sql};
use crate::kind::{Kind, Naming};

/// A primary key, unique or exclusion constraint speaks for its index too.
pub(super) const CONSTRAINT: Definition = Definition {
    kind: Kind::Constraint,
    word: "constraint",
    naming: Naming::Local,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: [relation_kind!("c"), "c.relname", "a.attname"],
    name: "k.conname",
    keys: &["k.oid", "k.conrelid"],
    attributes: &[
        is("pg_get_constraintdef(k.oid)"),
        has("storage parameters", options!("i.reloptions")),
        has("tablespace", "s.spcname"),
        flag("CLUSTER", "x.indisclustered"),
        flag("INVALID", "NOT x.indisvalid"),
        flag("a declaration of its own", "k.conislocal AND k.coninhcount > 0"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
         LEFT JOIN pg_index x ON x.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x') \
         LEFT JOIN pg_class i ON i.oid = x.indexrelid LEFT JOIN pg_tablespace s ON s.oid = i.reltablespace \
         LEFT JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] AND array_length(k.conkey, 1) = 1",
        with_comment!("pg_constraint", "k.oid"),
        "WHERE k.contype IN ('c', 'f', 'p', 'u', 'x') AND NOT (k.contype = 'f' AND k.conparentid <> 0) AND",
        user_schema!("n"),
        "AND",
        not_extension!("pg_class", "c.oid"),
    ))],
};
