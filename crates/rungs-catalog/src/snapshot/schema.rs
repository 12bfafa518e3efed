//! Schemas.

use super::conditions::{not_extension, user_schema, with_comment};
use super::definition::{Definition, WHOLE, WHOLE_KIND, has, sql};
use crate::kind::{Kind, Naming};

pub(super) const SCHEMA: Definition = Definition {
    kind: Kind::Schema,
    word: "schema",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "NULL",
    part_of: WHOLE,
    name: "n.nspname",
    keys: WHOLE_KIND,
    attributes: &[has("owner", "pg_get_userbyid(n.nspowner)"), has("comment", "d.description")],
    from: &[sql(concat!(
        "pg_namespace n",
        with_comment!("pg_namespace", "n.oid"),
        "WHERE",
        user_schema!("n"),
        "AND",
        not_extension!("pg_namespace", "n.oid"),
    ))],
};
