//! Rewrite rules, but for those that make a view a view.

use super::conditions::{not_extension, relation_kind, user_schema, with_comment};
use super::definition::{Definition, has, is, sql};
use crate::kind::{Kind, Naming};

pub(super) const RULE: Definition = Definition {
    kind: Kind::Rule,
    word: "rule",
    naming: Naming::Local,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: [relation_kind!("c"), "c.relname", "NULL"],
    name: "r.rulename",
    keys: &["r.oid", "r.ev_class"],
    attributes: &[
        is("pg_get_ruledef(r.oid)"),
        has(
            "state",
            "CASE r.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' END",
        ),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace",
        with_comment!("pg_rewrite", "r.oid"),
        "WHERE r.rulename <> '_RETURN' AND",
        user_schema!("n"),
        "AND",
        not_extension!("pg_class", "c.oid"),
    ))],
};
