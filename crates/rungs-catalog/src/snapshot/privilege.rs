//! Privileges, as what differs from those that PostgreSQL gives by itself: an access list that was never touched and
//! one that says the same in words are equal (manual, "5.8. Privileges").

use super::conditions::{not_extension, relation_kind, user_schema};
use super::definition::{Definition, Piece, WHOLE, WHOLE_KIND, is, sql};
use crate::kind::{Kind, Naming};

/// One row an object whose access list was touched: oid, kind, schema, name, the object as GRANT names it, columns concerned,
/// access list, the default one, owner.
macro_rules! access_lists {
    () => {
        concat!(
            "SELECT c.oid, ", relation_kind!("c"), " AS kind, n.nspname AS schema, c.relname AS name, \
             CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE '' END || c.oid::regclass::text AS written, NULL::text AS columns, \
             c.relacl AS list, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\", c.relowner) AS standard, c.relowner AS owner \
             FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relacl IS NOT NULL AND ",
            user_schema!("n"), "AND", not_extension!("pg_class", "c.oid"),
            "UNION ALL SELECT c.oid, ", relation_kind!("c"), ", n.nspname, c.relname, c.oid::regclass::text, format(' (%I)', a.attname), \
             a.attacl, acldefault('c', c.relowner), c.relowner FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid \
             JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND ",
            user_schema!("n"), "AND", not_extension!("pg_class", "c.oid"),
            "UNION ALL SELECT p.oid, CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, n.nspname, \
             format('%I(%s)', p.proname, pg_get_function_identity_arguments(p.oid)), \
             CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END || p.oid::regprocedure::text, NULL, p.proacl, \
             acldefault('f', p.proowner), p.proowner FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace \
             WHERE p.proacl IS NOT NULL AND ",
            user_schema!("n"), "AND", not_extension!("pg_proc", "p.oid"),
            "UNION ALL SELECT t.oid, CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END, n.nspname, t.typname, 'TYPE ' || t.oid::regtype::text, \
             NULL, t.typacl, acldefault('T', t.typowner), t.typowner FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace \
             WHERE t.typacl IS NOT NULL AND ",
            user_schema!("n"), "AND", not_extension!("pg_type", "t.oid"),
            "UNION ALL SELECT n.oid, 'schema', NULL, n.nspname, 'SCHEMA ' || n.oid::regnamespace::text, NULL, n.nspacl, \
             acldefault('n', n.nspowner), n.nspowner FROM pg_namespace n WHERE n.nspacl IS NOT NULL AND ",
            user_schema!("n"), "AND", not_extension!("pg_namespace", "n.oid"),
            "UNION ALL SELECT w.oid, 'foreign_data_wrapper', NULL, w.fdwname, format('FOREIGN DATA WRAPPER %I', w.fdwname), NULL, w.fdwacl, \
             acldefault('F', w.fdwowner), w.fdwowner FROM pg_foreign_data_wrapper w WHERE w.fdwacl IS NOT NULL AND ",
            not_extension!("pg_foreign_data_wrapper", "w.oid"),
            "UNION ALL SELECT s.oid, 'server', NULL, s.srvname, format('FOREIGN SERVER %I', s.srvname), NULL, s.srvacl, \
             acldefault('S', s.srvowner), s.srvowner FROM pg_foreign_server s WHERE s.srvacl IS NOT NULL AND ",
            not_extension!("pg_foreign_server", "s.oid"),
        )
    };
}

/// The privileges of `$has` that `$lacks` has not, one row an object and grantee.
macro_rules! privileges {
    ($has:literal, $lacks:literal) => {
        concat!(
            "(",
            access_lists!(),
            ") l CROSS JOIN LATERAL (SELECT x.grantee, x.is_grantable, CASE WHEN l.columns IS NULL AND count(*) = \
             (SELECT count(*) FROM aclexplode(l.standard) o WHERE o.grantee = l.owner) THEN 'ALL' \
             ELSE string_agg(x.privilege_type || coalesce(l.columns, ''), ', ' ORDER BY x.privilege_type) END AS privileges, \
             string_agg(DISTINCT CASE WHEN x.grantor <> l.owner THEN ' GRANTED BY ' || quote_ident(pg_get_userbyid(x.grantor)) END, '') \
             AS grantor FROM aclexplode(l.",
            $has,
            ") x WHERE NOT EXISTS (SELECT FROM aclexplode(l.",
            $lacks,
            ") y WHERE y.grantee = x.grantee AND y.privilege_type = x.privilege_type AND y.is_grantable = x.is_grantable) \
             GROUP BY x.grantee, x.is_grantable) g WHERE true"
        )
    };
}

/// What is told of a grantee.
macro_rules! grantee {
    () => {
        "CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END"
    };
}

pub(super) const GRANT: Definition = Definition {
    kind: Kind::Grant,
    word: "grant",
    naming: Naming::Own,
    named_in_sql: true,
    schema: "l.schema",
    part_of: ["l.kind", "l.name", "NULL"],
    name: concat!(
        "format('%s ON %s TO %s%s%s', g.privileges, l.written, ",
        grantee!(),
        ", CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' END, g.grantor)"
    ),
    keys: &["l.oid"],
    attributes: &[],
    from: &[sql(privileges!("list", "standard"))],
};

/// What PostgreSQL gives by itself and is no longer given.
pub(super) const REVOKE: Definition = Definition {
    kind: Kind::Revoke,
    word: "revoke",
    naming: Naming::Own,
    named_in_sql: true,
    schema: "l.schema",
    part_of: ["l.kind", "l.name", "NULL"],
    name: concat!("format('%s ON %s FROM %s', g.privileges, l.written, ", grantee!(), ")"),
    keys: &["l.oid"],
    attributes: &[],
    from: &[sql(privileges!("standard", "list"))],
};

const DEFAULTS: &[Piece] = &[sql(
    "(SELECT a.defaclnamespace, a.defaclrole, a.defaclobjtype, string_agg(format('%s TO %s', x.privileges, x.grantee), '; ' \
      ORDER BY x.grantee) AS privileges FROM pg_default_acl a LEFT JOIN LATERAL (SELECT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE \
      quote_ident(pg_get_userbyid(x.grantee)) END AS grantee, string_agg(x.privilege_type || CASE WHEN x.is_grantable THEN \
      ' WITH GRANT OPTION' ELSE '' END, ', ' ORDER BY x.privilege_type) AS privileges FROM aclexplode(a.defaclacl) x GROUP BY 1) x ON true \
      GROUP BY a.oid, a.defaclnamespace, a.defaclrole, a.defaclobjtype) p",
)];

pub(super) const DEFAULT_PRIVILEGES: Definition = Definition {
    kind: Kind::DefaultPrivileges,
    word: "default privileges",
    naming: Naming::Own,
    named_in_sql: true,
    schema: "NULL",
    part_of: WHOLE,
    name: "format('FOR ROLE %I%s ON %s', pg_get_userbyid(p.defaclrole), \
           CASE WHEN p.defaclnamespace <> 0 THEN ' IN SCHEMA ' || p.defaclnamespace::regnamespace END, \
           CASE p.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' \
           WHEN 'n' THEN 'SCHEMAS' WHEN 'L' THEN 'LARGE OBJECTS' END)",
    keys: WHOLE_KIND,
    attributes: &[is("p.privileges")],
    from: DEFAULTS,
};
