//! Domains and their constraints.

use super::conditions::{not_extension, user_schema, with_comment};
use super::definition::{Definition, WHOLE, flag, has, is, sql};
use crate::kind::{Kind, Naming};

pub(super) const DOMAIN: Definition = Definition {
    kind: Kind::Domain,
    word: "domain",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: WHOLE,
    name: "t.typname",
    keys: &["t.oid"],
    attributes: &[
        is("format_type(t.typbasetype, t.typtypmod)"),
        has("default", "coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault)"),
        flag("NOT NULL", "t.typnotnull"),
        has("collation", "CASE WHEN t.typcollation <> b.typcollation THEN quote_ident(co.collname) END"),
        has("owner", "pg_get_userbyid(t.typowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_type b ON b.oid = t.typbasetype \
         LEFT JOIN pg_collation co ON co.oid = t.typcollation",
        with_comment!("pg_type", "t.oid"),
        "WHERE t.typtype = 'd' AND",
        user_schema!("n"),
        "AND",
        not_extension!("pg_type", "t.oid"),
    ))],
};

/// PostgreSQL 17 and later keep a domain's NOT NULL as a constraint too, whose name nobody chose.
pub(super) const DOMAIN_CONSTRAINT: Definition = Definition {
    kind: Kind::DomainConstraint,
    word: "constraint",
    naming: Naming::Local,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: ["'domain'", "t.typname", "NULL"],
    name: "k.conname",
    keys: &["k.oid", "k.contypid"],
    attributes: &[is("pg_get_constraintdef(k.oid)"), has("comment", "d.description")],
    from: &[sql(concat!(
        "pg_constraint k JOIN pg_type t ON t.oid = k.contypid JOIN pg_namespace n ON n.oid = t.typnamespace",
        with_comment!("pg_constraint", "k.oid"),
        "WHERE k.contype = 'c' AND",
        user_schema!("n"),
        "AND",
        not_extension!("pg_type", "t.oid"),
    ))],
};
