//! Types that users make: enums, composites, ranges, base types. What a composite has stands among the columns.

use super::conditions::{not_extension, user_schema, with_comment};
use super::definition::{Definition, WHOLE, has, is, sql};
use crate::kind::{Kind, Naming};

pub(super) const TYPE: Definition = Definition {
    kind: Kind::Type,
    word: "type",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: WHOLE,
    name: "t.typname",
    keys: &["t.oid"],
    attributes: &[
        is("CASE t.typtype \
            WHEN 'e' THEN 'ENUM (' || coalesce((SELECT string_agg(quote_literal(v.enumlabel), ', ' ORDER BY v.enumsortorder) \
                FROM pg_enum v WHERE v.enumtypid = t.oid), '') || ')' \
            WHEN 'c' THEN 'composite' \
            WHEN 'r' THEN (SELECT format('RANGE (SUBTYPE = %s, SUBTYPE_OPCLASS = %s%s%s%s)', format_type(r.rngsubtype, NULL), \
                (SELECT quote_ident(oc.opcname) FROM pg_opclass oc WHERE oc.oid = r.rngsubopc), \
                CASE WHEN r.rngcollation <> 0 THEN (SELECT format(', COLLATION = %I', co.collname) FROM pg_collation co \
                    WHERE co.oid = r.rngcollation) END, \
                CASE WHEN r.rngcanonical <> 0 THEN ', CANONICAL = ' || r.rngcanonical::text END, \
                CASE WHEN r.rngsubdiff <> 0 THEN ', SUBTYPE_DIFF = ' || r.rngsubdiff::text END) \
                FROM pg_range r WHERE r.rngtypid = t.oid) \
            ELSE format('INPUT = %s, OUTPUT = %s, RECEIVE = %s, SEND = %s, TYPMOD_IN = %s, INTERNALLENGTH = %s, ALIGNMENT = %s, \
                STORAGE = %s, CATEGORY = %s, PREFERRED = %s, DELIMITER = %s, DEFAULT = %s', t.typinput, t.typoutput, t.typreceive, \
                t.typsend, t.typmodin, t.typlen, t.typalign, t.typstorage, t.typcategory, t.typispreferred, t.typdelim, t.typdefault) \
            END"),
        has(
            "multirange type",
            "CASE WHEN t.typtype = 'r' THEN (SELECT format_type(r.rngmultitypid, NULL) FROM pg_range r WHERE r.rngtypid = t.oid) END",
        )
        .since(14),
        has("owner", "pg_get_userbyid(t.typowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid",
        with_comment!("pg_type", "t.oid"),
        "WHERE",
        user_schema!("n"),
        "AND (t.typtype IN ('e', 'r') OR t.typtype = 'c' AND c.relkind = 'c' OR t.typtype = 'b' AND t.typisdefined \
         AND NOT EXISTS (SELECT FROM pg_type element WHERE element.typarray = t.oid)) AND",
        not_extension!("pg_type", "t.oid"),
    ))],
};
