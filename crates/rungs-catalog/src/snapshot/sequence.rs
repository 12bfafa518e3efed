//! Sequences. One that a column owns goes with it.

use super::conditions::{not_extension, relation_kind, user_schema, with_comment};
use super::definition::{Definition, flag, has, is_named, sql};
use crate::kind::{Kind, Naming};

pub(super) const SEQUENCE: Definition = Definition {
    kind: Kind::Sequence,
    word: "sequence",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: WITH_OWNER,
    name: "c.relname",
    keys: &["s.seqrelid"],
    attributes: &[
        is_named("type", "format_type(s.seqtypid, NULL)"),
        has("START", "s.seqstart"),
        has("INCREMENT", "s.seqincrement"),
        has("MINVALUE", "s.seqmin"),
        has("MAXVALUE", "s.seqmax"),
        has("CACHE", "s.seqcache"),
        flag("CYCLE", "s.seqcycle"),
        has(
            "OWNED BY",
            "CASE WHEN a.attname IS NOT NULL AND o.deptype = 'a' THEN format('%I.%I', own.relname, a.attname) END",
        ),
        flag("UNLOGGED", "c.relpersistence = 'u'"),
        has("owner", "pg_get_userbyid(c.relowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
         LEFT JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid AND o.objsubid = 0 \
         AND o.refclassid = 'pg_class'::regclass AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i') \
         LEFT JOIN pg_class own ON own.oid = o.refobjid \
         LEFT JOIN pg_attribute a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid",
        with_comment!("pg_class", "c.oid"),
        "WHERE",
        user_schema!("n"),
        "AND",
        not_extension!("pg_class", "c.oid"),
    ))],
};

const WITH_OWNER: [&str; 3] = [
    concat!("CASE WHEN own.oid IS NOT NULL THEN ", relation_kind!("own"), " END"),
    "own.relname",
    "a.attname",
];
