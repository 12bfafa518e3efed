//! Operators, their families and classes.

use super::conditions::{not_extension, user_schema, with_comment};
use super::definition::{Definition, WHOLE, WHOLE_KIND, flag, has, is, sql};
use crate::kind::{Kind, Naming};

pub(super) const OPERATOR: Definition = Definition {
    kind: Kind::Operator,
    word: "operator",
    naming: Naming::Own,
    named_in_sql: true,
    schema: "n.nspname",
    part_of: WHOLE,
    name: "format('%s (%s, %s)', o.oprname, CASE o.oprleft WHEN 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END, \
           format_type(o.oprright, NULL))",
    keys: WHOLE_KIND,
    attributes: &[
        is("format('FUNCTION = %s', o.oprcode)"),
        has("COMMUTATOR", "CASE WHEN o.oprcom <> 0 THEN o.oprcom::regoperator::text END"),
        has("NEGATOR", "CASE WHEN o.oprnegate <> 0 THEN o.oprnegate::regoperator::text END"),
        has("RESTRICT", "CASE WHEN o.oprrest <> 0 THEN o.oprrest::text END"),
        has("JOIN", "CASE WHEN o.oprjoin <> 0 THEN o.oprjoin::text END"),
        flag("HASHES", "o.oprcanhash"),
        flag("MERGES", "o.oprcanmerge"),
        has("owner", "pg_get_userbyid(o.oprowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace",
        with_comment!("pg_operator", "o.oid"),
        // Without a function it is only what another one names as its commutator or negator.
        "WHERE o.oprcode <> 0 AND",
        user_schema!("n"),
        "AND",
        not_extension!("pg_operator", "o.oid"),
    ))],
};

/// Its operators and functions, those that a class brings included.
pub(super) const OPERATOR_FAMILY: Definition = Definition {
    kind: Kind::OperatorFamily,
    word: "operator family",
    naming: Naming::Own,
    named_in_sql: true,
    schema: "n.nspname",
    part_of: WHOLE,
    name: "format('%I USING %I', f.opfname, am.amname)",
    keys: WHOLE_KIND,
    attributes: &[
        has(
            "operators",
            "(SELECT string_agg(format('%s %s%s', o.amopstrategy, o.amopopr::regoperator, CASE WHEN o.amopsortfamily <> 0 THEN \
              ' FOR ORDER BY' END), ', ' ORDER BY o.amopstrategy, o.amopopr::regoperator::text) FROM pg_amop o WHERE o.amopfamily = f.oid)",
        ),
        has(
            "functions",
            "(SELECT string_agg(format('%s (%s, %s) %s', o.amprocnum, format_type(o.amproclefttype, NULL), \
              format_type(o.amprocrighttype, NULL), o.amproc), ', ' ORDER BY o.amprocnum, o.amproc::text) \
              FROM pg_amproc o WHERE o.amprocfamily = f.oid)",
        ),
        has("owner", "pg_get_userbyid(f.opfowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am am ON am.oid = f.opfmethod",
        with_comment!("pg_opfamily", "f.oid"),
        "WHERE",
        user_schema!("n"),
        "AND",
        not_extension!("pg_opfamily", "f.oid"),
    ))],
};

pub(super) const OPERATOR_CLASS: Definition = Definition {
    kind: Kind::OperatorClass,
    word: "operator class",
    naming: Naming::Own,
    named_in_sql: true,
    schema: "n.nspname",
    part_of: WHOLE,
    name: "format('%I USING %I', o.opcname, am.amname)",
    keys: WHOLE_KIND,
    attributes: &[
        is("format('FOR TYPE %s FAMILY %s', format_type(o.opcintype, NULL), \
            (SELECT quote_ident(f.opfname) FROM pg_opfamily f WHERE f.oid = o.opcfamily))"),
        flag("DEFAULT", "o.opcdefault"),
        has("STORAGE", "CASE WHEN o.opckeytype <> 0 THEN format_type(o.opckeytype, NULL) END"),
        has("owner", "pg_get_userbyid(o.opcowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace JOIN pg_am am ON am.oid = o.opcmethod",
        with_comment!("pg_opclass", "o.oid"),
        "WHERE",
        user_schema!("n"),
        "AND",
        not_extension!("pg_opclass", "o.oid"),
    ))],
};
