//! Extensions. What they own is theirs; only that they are there counts.

use super::definition::{Definition, WHOLE, WHOLE_KIND, has, remark, sql};
use crate::kind::{Kind, Naming};

pub(super) const EXTENSION: Definition = Definition {
    kind: Kind::Extension,
    word: "extension",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "NULL",
    part_of: WHOLE,
    name: "x.extname",
    keys: WHOLE_KIND,
    attributes: &[
        has("schema", "x.extnamespace::regnamespace::text"),
        // Few extensions come with scripts that lead to an older version.
        remark("version", "x.extversion"),
        has("comment", "obj_description(x.oid, 'pg_extension')"),
    ],
    from: &[sql("pg_extension x")],
};
