//! Functions, procedures and aggregates, known by the types of their arguments.

use super::conditions::{not_extension, user_schema, with_comment};
use super::definition::{Definition, Piece, WHOLE, has, is, sql};
use crate::kind::{Kind, Naming};

const NAME: &str = "format('%I(%s)', p.proname, pg_get_function_identity_arguments(p.oid))";

macro_rules! routines {
    ($kinds:literal) => {
        concat!(
            "pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace",
            with_comment!("pg_proc", "p.oid"),
            "WHERE p.prokind IN (",
            $kinds,
            ") AND",
            user_schema!("n"),
            "AND",
            not_extension!("pg_proc", "p.oid"),
        )
    };
}

const FUNCTIONS: &[Piece] = &[
    sql(routines!("'f', 'w'")),
    // The constructors of a range type are the type's.
    sql("AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid \
         AND i.deptype = 'i' AND i.refclassid = 'pg_type'::regclass)"),
];

pub(super) const FUNCTION: Definition = Definition {
    kind: Kind::Function,
    word: "function",
    naming: Naming::Own,
    named_in_sql: true,
    schema: "n.nspname",
    part_of: WHOLE,
    name: NAME,
    keys: &["p.oid"],
    attributes: &[
        is("pg_get_functiondef(p.oid)"),
        has("owner", "pg_get_userbyid(p.proowner)"),
        has("comment", "d.description"),
    ],
    from: FUNCTIONS,
};

pub(super) const PROCEDURE: Definition =
    Definition { kind: Kind::Procedure, word: "procedure", from: &[sql(routines!("'p'"))], ..FUNCTION };

pub(super) const AGGREGATE: Definition = Definition {
    kind: Kind::Aggregate,
    word: "aggregate",
    attributes: &[
        is(
            "(SELECT format('SFUNC = %s, STYPE = %s, SSPACE = %s, FINALFUNC = %s, FINALFUNC_EXTRA = %s, FINALFUNC_MODIFY = %s, \
            COMBINEFUNC = %s, SERIALFUNC = %s, DESERIALFUNC = %s, INITCOND = %s, MSFUNC = %s, MINVFUNC = %s, MSTYPE = %s, \
            MSSPACE = %s, MFINALFUNC = %s, MFINALFUNC_EXTRA = %s, MFINALFUNC_MODIFY = %s, MINITCOND = %s, SORTOP = %s, KIND = %s, \
            PARALLEL = %s', g.aggtransfn, format_type(g.aggtranstype, NULL), g.aggtransspace, g.aggfinalfn, g.aggfinalextra, \
            g.aggfinalmodify, g.aggcombinefn, g.aggserialfn, g.aggdeserialfn, g.agginitval, g.aggmtransfn, g.aggminvtransfn, \
            format_type(NULLIF(g.aggmtranstype, 0), NULL), g.aggmtransspace, g.aggmfinalfn, g.aggmfinalextra, g.aggmfinalmodify, \
            g.aggminitval, g.aggsortop::regoperator, g.aggkind, p.proparallel) FROM pg_aggregate g WHERE g.aggfnoid = p.oid)",
        ),
        has("result type", "format_type(p.prorettype, NULL)"),
        has("owner", "pg_get_userbyid(p.proowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(routines!("'a'"))],
    ..FUNCTION
};
