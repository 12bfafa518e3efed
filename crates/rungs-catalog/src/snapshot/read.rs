//! Reads a snapshot: all queries in one round trip, in a transaction that sees one state.

use rungs_postgres::{QueryResult, Row, Session, Statement, TransactionStatus};

use super::definition::{Definition, IDENTITY_COLUMNS};
use super::{DEFINITIONS, FORMAT, Record, Snapshot};
use crate::error::Error;
use crate::kind::Kind;
use crate::object::{Object, PartOf};
use crate::scope::Scope;

/// How values are written must not depend on what a migration set.
const SETTINGS: &str = "SET LOCAL search_path = public; SET LOCAL datestyle = 'ISO, MDY'; SET LOCAL intervalstyle = postgres; \
     SET LOCAL timezone = 'UTC'; SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = hex; \
     SET LOCAL quote_all_identifiers = off";

const OLDEST_MAJOR: u32 = 12;

impl Snapshot {
    /// Reads what the database of `session` holds, `scope` minded. Inside a transaction it sees that transaction's own
    /// changes; the session's settings stay as they were. Takes no locks but those of reading the catalog.
    ///
    /// # Errors
    /// [`Error::Database`], also when the transaction has failed already; [`Error::TooOld`] below PostgreSQL 12.
    pub async fn read(session: &Session, scope: &Scope) -> Result<Snapshot, Error> {
        let major = session.server_version_num() / 10_000;
        if major < OLDEST_MAJOR {
            return Err(Error::TooOld { major });
        }
        let results = run(session, major).await?;
        let mut records = Vec::new();
        for (definition, results) in DEFINITIONS.iter().zip(&results) {
            for row in results.iter().flat_map(|result| &result.rows) {
                records.push(record(definition, row)?);
            }
        }
        records.retain(|record| !is_left_out(record, scope));
        records.sort_unstable_by(|a, b| a.object.identity().cmp(&b.object.identity()));
        Ok(Snapshot { format: FORMAT, major, records })
    }
}

async fn run(session: &Session, major: u32) -> Result<Vec<Vec<QueryResult>>, Error> {
    session.flush().await?;
    let own = session.transaction_status() == TransactionStatus::Idle;
    let (begin, end) = if own {
        ("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "ROLLBACK")
    } else {
        ("SAVEPOINT rungs_catalog", "ROLLBACK TO SAVEPOINT rungs_catalog; RELEASE SAVEPOINT rungs_catalog")
    };
    let statements: Vec<Statement> = std::iter::once(SETTINGS.to_owned())
        .chain(DEFINITIONS.iter().map(|definition| definition.query(major)))
        .map(Statement::new)
        .collect();
    session.execute(&Statement::new(begin)).await?;
    let outcome = session.execute_all(&statements).await;
    let ended = session.execute(&Statement::new(end)).await;
    let mut results = outcome?;
    ended?;
    results.remove(0);
    Ok(results)
}

fn record(definition: &Definition, row: &Row) -> Result<Record, Error> {
    let kind = definition.kind;
    let text = |column: usize| row.get(column).map(str::to_owned);
    let wrong = |what: String| Error::Row { kind, what };
    let part_of = match (row.get(1), row.get(2)) {
        (Some(tag), Some(name)) => {
            let kind = Kind::from_tag(tag).ok_or_else(|| wrong(format!("the kind {tag}")))?;
            Some(PartOf { kind, name: name.to_owned() })
        }
        _ => None,
    };
    let name = text(4).ok_or_else(|| wrong("no name".to_owned()))?;
    let object = Object { kind, schema: text(0), part_of, name };
    Ok(Record { object, column: text(3), values: (IDENTITY_COLUMNS..row.len()).map(text).collect() })
}

fn is_left_out(record: &Record, scope: &Scope) -> bool {
    let Object { kind, schema, part_of, name } = &record.object;
    let relation = match (part_of, kind) {
        (Some(PartOf { kind: Kind::Table, name }), _) => name,
        (None, Kind::Table) => name,
        // A privilege on a sequence that the table owns goes unseen only if the sequence is named.
        (Some(PartOf { kind: Kind::Sequence, name }), _) => name,
        _ => return false,
    };
    scope.leaves_out(schema.as_deref(), relation)
}
