//! Conditions and expressions that the queries share.

/// The namespace is not the system's (those, and temporary ones, begin with `pg_`).
macro_rules! user_schema {
    ($n:literal) => {
        concat!(" ", $n, ".nspname !~ '^pg_' AND ", $n, ".nspname <> 'information_schema' ")
    };
}

/// The object is not an extension's (manual, "pg_depend": `deptype` e).
macro_rules! not_extension {
    ($class:literal, $oid:literal) => {
        concat!(
            " NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '",
            $class,
            "'::regclass AND e.objid = ",
            $oid,
            " AND e.deptype = 'e') "
        )
    };
}

/// Joins the object's comment as `d.description`.
macro_rules! with_comment {
    ($class:literal, $oid:literal) => {
        concat!(
            " LEFT JOIN pg_description d ON d.classoid = '",
            $class,
            "'::regclass AND d.objoid = ",
            $oid,
            " AND d.objsubid = 0 "
        )
    };
}

/// Options as `name=value`, in the order of their names.
macro_rules! options {
    ($array:literal) => {
        concat!(
            "CASE WHEN ",
            $array,
            " IS NOT NULL THEN (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(",
            $array,
            ") o) END"
        )
    };
}

/// The kind of a relation, by its `relkind`.
macro_rules! relation_kind {
    ($c:literal) => {
        concat!(
            "CASE ",
            $c,
            ".relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized_view' WHEN 'f' THEN 'foreign_table' ",
            "WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'type' ELSE 'table' END"
        )
    };
}

pub(crate) use {not_extension, options, relation_kind, user_schema, with_comment};
