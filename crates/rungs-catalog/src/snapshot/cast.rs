//! Casts. They stand in no schema; the system's have the oids that initdb gave.

use super::conditions::{not_extension, with_comment};
use super::definition::{Definition, WHOLE, WHOLE_KIND, has, is, sql};
use crate::kind::{Kind, Naming};

pub(super) const CAST: Definition = Definition {
    kind: Kind::Cast,
    word: "cast",
    naming: Naming::Own,
    named_in_sql: true,
    schema: "NULL",
    part_of: WHOLE,
    name: "format('(%s AS %s)', format_type(k.castsource, NULL), format_type(k.casttarget, NULL))",
    keys: WHOLE_KIND,
    attributes: &[
        is(
            "CASE k.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || k.castfunc::regprocedure::text WHEN 'i' THEN 'WITH INOUT' \
            ELSE 'WITHOUT FUNCTION' END || CASE k.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END",
        ),
        has("comment", "d.description"),
    ],
    // 16384 is the first oid of a user's object (PostgreSQL source, `FirstNormalObjectId`). The cast from a range to its
    // multirange is the type's.
    from: &[sql(concat!(
        "pg_cast k",
        with_comment!("pg_cast", "k.oid"),
        "WHERE k.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_cast'::regclass AND i.objid = k.oid \
         AND i.deptype = 'i') AND",
        not_extension!("pg_cast", "k.oid"),
    ))],
};
