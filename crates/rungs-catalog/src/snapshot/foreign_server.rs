//! Foreign-data wrappers, servers and user mappings.

use super::conditions::{not_extension, options, with_comment};
use super::definition::{Definition, WHOLE, WHOLE_KIND, has, is_named, sql};
use crate::kind::{Kind, Naming};

pub(super) const FOREIGN_DATA_WRAPPER: Definition = Definition {
    kind: Kind::ForeignDataWrapper,
    word: "foreign-data wrapper",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "NULL",
    part_of: WHOLE,
    name: "w.fdwname",
    keys: WHOLE_KIND,
    attributes: &[
        has("HANDLER", "CASE WHEN w.fdwhandler <> 0 THEN w.fdwhandler::regproc::text END"),
        has("VALIDATOR", "CASE WHEN w.fdwvalidator <> 0 THEN w.fdwvalidator::regproc::text END"),
        has("options", options!("w.fdwoptions")),
        has("owner", "pg_get_userbyid(w.fdwowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_foreign_data_wrapper w",
        with_comment!("pg_foreign_data_wrapper", "w.oid"),
        "WHERE",
        not_extension!("pg_foreign_data_wrapper", "w.oid"),
    ))],
};

pub(super) const SERVER: Definition = Definition {
    kind: Kind::Server,
    word: "server",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "NULL",
    part_of: WHOLE,
    name: "s.srvname",
    keys: WHOLE_KIND,
    attributes: &[
        is_named("foreign-data wrapper", "quote_ident(w.fdwname)"),
        has("TYPE", "s.srvtype"),
        has("VERSION", "s.srvversion"),
        has("options", options!("s.srvoptions")),
        has("owner", "pg_get_userbyid(s.srvowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw",
        with_comment!("pg_foreign_server", "s.oid"),
        "WHERE",
        not_extension!("pg_foreign_server", "s.oid"),
    ))],
};

/// Through the view, which hides the options from those who may not see them.
pub(super) const USER_MAPPING: Definition = Definition {
    kind: Kind::UserMapping,
    word: "user mapping",
    naming: Naming::Own,
    named_in_sql: true,
    schema: "NULL",
    part_of: ["'server'", "m.srvname", "NULL"],
    name: "format('FOR %I SERVER %I', m.usename, m.srvname)",
    keys: WHOLE_KIND,
    attributes: &[has("options", options!("m.umoptions"))],
    from: &[sql("pg_user_mappings m")],
};
