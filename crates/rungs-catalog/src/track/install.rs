//! Prepares a database to be tracked.

use std::fmt::Write;

use rungs_postgres::{Session, Statement, TransactionStatus};

use crate::error::Error;
use crate::kind::Kind;
use crate::snapshot::{DEFINITIONS, Definition, SETTINGS};

/// The first major version whose superusers may name a schema `pg_…` (`allow_system_table_mods`, manual, "20.17.
/// Developer Options").
const OLDEST_MAJOR: u32 = 13;

/// When the records of a kind have to be read: a condition over what was touched.
const CONDITIONS: &[(&[Kind], &str)] = &[
    (&[Kind::View], "'v' = ANY (relkinds)"),
    (&[Kind::MaterializedView], "'m' = ANY (relkinds)"),
    (&[Kind::ForeignTable], "'f' = ANY (relkinds)"),
    (&[Kind::Sequence], "'S' = ANY (relkinds)"),
    (&[Kind::Table], "relkinds && '{r,p}'::\"char\"[]"),
    (&[Kind::Index], "relkinds && '{r,p,m,i,I}'::\"char\"[]"),
    (
        &[Kind::Column, Kind::Constraint, Kind::Statistics, Kind::Trigger, Kind::Rule, Kind::Policy],
        "touched IS NOT NULL",
    ),
    (&[Kind::Function, Kind::Procedure, Kind::Aggregate], "'pg_proc'::regclass = ANY (classes)"),
    (
        &[Kind::Type],
        "'c' = ANY (relkinds) OR EXISTS (SELECT FROM pg_type t WHERE t.oid = ANY (touched) AND (t.typtype IN ('e', 'r') \
                     OR t.typtype = 'b' AND t.typcategory <> 'A'))",
    ),
    (
        &[Kind::Domain, Kind::DomainConstraint],
        "EXISTS (SELECT FROM pg_type t WHERE t.oid = ANY (touched) AND t.typtype = 'd')",
    ),
    (&[Kind::Grant, Kind::Revoke], "privileges"),
    (ALWAYS, "true"),
];

/// Small kinds that are not always told of: events say nothing about event triggers.
const ALWAYS: &[Kind] = &[Kind::Schema, Kind::Extension, Kind::EventTrigger];

/// The kinds that are always read as a whole.
pub(super) fn always() -> impl Iterator<Item = &'static Definition> {
    DEFINITIONS.iter().filter(|definition| ALWAYS.contains(&definition.kind))
}

/// The kinds that are not among the records of what was touched: each is read as a whole when there is reason to.
pub(super) fn is_rare(definition: &Definition) -> bool {
    !CONDITIONS.iter().any(|(kinds, _)| kinds.contains(&definition.kind))
}

/// Prepares the database unless it is; whether it can be tracked.
pub(super) async fn install(session: &Session) -> Result<bool, Error> {
    let major = session.server_version_num() / 10_000;
    if major < OLDEST_MAJOR {
        return Ok(false);
    }
    let asked =
        "SELECT to_regnamespace('pg_rungs') IS NOT NULL, rolsuper FROM pg_roles WHERE rolname = current_user";
    let results = session.execute(&Statement::new(asked)).await?;
    let row = results.iter().flat_map(|result| &result.rows).next();
    let (there, superuser) =
        row.map_or((false, false), |row| (row.get(0) == Some("t"), row.get(1) == Some("t")));
    if !there && superuser {
        let text = format!("{}\n{}", include_str!("install.sql"), changes(major));
        // As one string it is one transaction (manual, "Multiple Statements in a Simple Query"); in one that is open it
        // must not leave its settings.
        let open = session.transaction_status() != TransactionStatus::Idle;
        let text = if open { format!("{text}\nSET LOCAL search_path TO DEFAULT") } else { text };
        session.execute(&Statement::new(text)).await?;
    }
    Ok(there || superuser)
}

/// The function that reads what was touched, for a major version.
fn changes(major: u32) -> String {
    let mut settings = String::new();
    for (name, value) in SETTINGS {
        let _ = write!(settings, "SET {name} = {value} ");
    }
    let mut records = String::new();
    for (kinds, condition) in CONDITIONS {
        let _ = writeln!(records, "  IF {condition} THEN");
        for definition in DEFINITIONS.iter().filter(|definition| kinds.contains(&definition.kind)) {
            let query = definition.query_of(major, "touched");
            let place = definition.kind as u8;
            let _ = writeln!(
                records,
                "    RETURN QUERY SELECT {place}, to_json(q.item) FROM ({query}) q (item);"
            );
        }
        let _ = writeln!(records, "  END IF;");
    }
    include_str!("changes.sql").replace("{settings}", settings.trim_end()).replace("{records}", &records)
}
