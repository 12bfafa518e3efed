//! Extended statistics.

use super::conditions::{not_extension, user_schema, with_comment};
use super::definition::{Definition, has, is, sql};
use crate::kind::{Kind, Naming};

pub(super) const STATISTICS: Definition = Definition {
    kind: Kind::Statistics,
    word: "statistics",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: ["'table'", "c.relname", "NULL"],
    name: "s.stxname",
    keys: &["s.oid", "s.stxrelid"],
    attributes: &[
        is("pg_get_statisticsobjdef(s.oid)"),
        has("statistics target", "CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget END").since(13),
        has("owner", "pg_get_userbyid(s.stxowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_statistic_ext s JOIN pg_class c ON c.oid = s.stxrelid JOIN pg_namespace n ON n.oid = s.stxnamespace",
        with_comment!("pg_statistic_ext", "s.oid"),
        "WHERE",
        user_schema!("n"),
        "AND",
        not_extension!("pg_statistic_ext", "s.oid"),
    ))],
};
