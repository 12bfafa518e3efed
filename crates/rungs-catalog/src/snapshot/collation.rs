//! Collations.

use super::conditions::{not_extension, user_schema, with_comment};
use super::definition::{Definition, WHOLE, WHOLE_KIND, flag, has, is_named, sql};
use crate::kind::{Kind, Naming};

pub(super) const COLLATION: Definition = Definition {
    kind: Kind::Collation,
    word: "collation",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: WHOLE,
    name: "c.collname",
    keys: WHOLE_KIND,
    attributes: &[
        is_named("provider", "c.collprovider::text"),
        has("LC_COLLATE", "c.collcollate"),
        has("LC_CTYPE", "c.collctype"),
        has("locale", "c.colliculocale").since(15).until(16),
        has("locale", "c.colllocale").since(17),
        has("rules", "c.collicurules").since(16),
        flag("DETERMINISTIC = false", "NOT c.collisdeterministic"),
        has("owner", "pg_get_userbyid(c.collowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace",
        with_comment!("pg_collation", "c.oid"),
        "WHERE",
        user_schema!("n"),
        "AND",
        not_extension!("pg_collation", "c.oid"),
    ))],
};
