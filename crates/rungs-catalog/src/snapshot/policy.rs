//! Policies of row-level security.

use super::conditions::{not_extension, relation_kind, user_schema, with_comment};
use super::definition::{Definition, has, is, sql};
use crate::kind::{Kind, Naming};

pub(super) const POLICY: Definition = Definition {
    kind: Kind::Policy,
    word: "policy",
    naming: Naming::Local,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: [relation_kind!("c"), "c.relname", "NULL"],
    name: "p.polname",
    keys: &["p.oid", "p.polrelid"],
    attributes: &[
        is(
            "format('AS %s FOR %s TO %s', CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END, \
            CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END, \
            (SELECT string_agg(CASE o WHEN 0 THEN 'public' ELSE quote_ident(pg_get_userbyid(o)) END, ', ' \
              ORDER BY pg_get_userbyid(o)) FROM unnest(p.polroles) o))",
        ),
        has("USING", "pg_get_expr(p.polqual, p.polrelid)"),
        has("WITH CHECK", "pg_get_expr(p.polwithcheck, p.polrelid)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace",
        with_comment!("pg_policy", "p.oid"),
        "WHERE",
        user_schema!("n"),
        "AND",
        not_extension!("pg_class", "c.oid"),
    ))],
};
