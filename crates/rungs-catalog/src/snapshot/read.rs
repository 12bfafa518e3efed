//! Reads a snapshot: all queries in one round trip, in a transaction that sees one state.

use std::rc::Rc;

use rungs_postgres::{QueryResult, Row, Session, Statement, TransactionStatus};

use super::definition::{Definition, IDENTITY_COLUMNS};
use super::{DEFINITIONS, FORMAT, Facts, Record, Snapshot};
use crate::error::Error;
use crate::kind::Kind;
use crate::object::{Object, PartOf};
use crate::scope::Scope;

/// How values are written must not depend on what a migration set; a temporary table must not hide one that stays.
pub(crate) const SETTINGS: &[(&str, &str)] = &[
    ("search_path", "public, pg_temp"),
    ("datestyle", "'ISO, MDY'"),
    ("intervalstyle", "postgres"),
    ("timezone", "'UTC'"),
    ("extra_float_digits", "1"),
    ("bytea_output", "hex"),
    ("quote_all_identifiers", "off"),
];

const OLDEST_MAJOR: u32 = 12;

/// As many oids as stand for a record at most; 0, which is no object's, where there are fewer.
pub(crate) type Keys = [u32; 2];

/// A record with the oids that stand for it.
#[derive(Debug, Clone)]
pub(crate) struct Keyed {
    pub(crate) keys: Keys,
    pub(crate) record: Record,
}

impl Snapshot {
    /// Reads what the database of `session` holds, `scope` minded. Inside a transaction it sees that transaction's own
    /// changes; the session's settings stay as they were. Takes no locks but those of reading the catalog.
    ///
    /// # Errors
    /// [`Error::Database`], also when the transaction has failed already; [`Error::TooOld`] below PostgreSQL 12.
    pub async fn read(session: &Session, scope: &Scope) -> Result<Snapshot, Error> {
        let reading = Reading::on(session, scope)?;
        let records = reading.kinds(DEFINITIONS.iter()).await?;
        Ok(Snapshot::of(reading.major, &records))
    }

    /// The snapshot that holds these records, which are in its order.
    pub(crate) fn of(major: u32, records: &[Keyed]) -> Snapshot {
        let records = records.iter().map(|keyed| keyed.record.clone()).collect();
        Snapshot { format: FORMAT, major, records: Rc::new(records) }
    }
}

/// What is read from, and how.
pub(crate) struct Reading<'a> {
    pub(crate) session: &'a Session,
    pub(crate) scope: &'a Scope,
    pub(crate) major: u32,
}

impl<'a> Reading<'a> {
    pub(crate) fn on(session: &'a Session, scope: &'a Scope) -> Result<Self, Error> {
        let major = session.server_version_num() / 10_000;
        if major < OLDEST_MAJOR {
            return Err(Error::TooOld { major });
        }
        Ok(Self { session, scope, major })
    }

    /// All records of some kinds, in the order of a snapshot.
    pub(crate) async fn kinds(
        &self,
        definitions: impl Iterator<Item = &'static Definition> + Clone,
    ) -> Result<Vec<Keyed>, Error> {
        let queries = definitions.clone().map(|definition| definition.query(self.major));
        let results = self.run(queries).await?;
        let mut records = Vec::new();
        for (definition, results) in definitions.zip(&results) {
            for row in results.iter().flat_map(|result| &result.rows) {
                records.extend(self.record(definition, &columns(row))?);
            }
        }
        records.sort_unstable_by(|a, b| a.record.object.identity().cmp(&b.record.object.identity()));
        Ok(records)
    }

    async fn run(&self, queries: impl Iterator<Item = String>) -> Result<Vec<Vec<QueryResult>>, Error> {
        let session = self.session;
        session.flush().await?;
        let own = session.transaction_status() == TransactionStatus::Idle;
        let (begin, end) = if own {
            ("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "ROLLBACK")
        } else {
            (
                "SAVEPOINT rungs_catalog",
                "ROLLBACK TO SAVEPOINT rungs_catalog; RELEASE SAVEPOINT rungs_catalog",
            )
        };
        let settings: Vec<String> =
            SETTINGS.iter().map(|(name, value)| format!("SET LOCAL {name} = {value}")).collect();
        let statements: Vec<Statement> =
            std::iter::once(settings.join("; ")).chain(queries).map(Statement::new).collect();
        session.execute(&Statement::new(begin)).await?;
        let outcome = session.execute_all(&statements).await;
        let ended = session.execute(&Statement::new(end)).await;
        let mut results = outcome?;
        ended?;
        results.remove(0);
        Ok(results)
    }

    /// The record of a row of [`Definition::query`]; nothing where the scope leaves it out.
    pub(crate) fn record(
        &self,
        definition: &Definition,
        row: &[Option<String>],
    ) -> Result<Option<Keyed>, Error> {
        let kind = definition.kind;
        let wrong = |what: String| Error::Row { kind, what };
        let attributes = IDENTITY_COLUMNS + definition.attributes.len();
        let [schema, part_kind, part_name, column, Some(name), ..] = row else {
            return Err(wrong("no name".to_owned()));
        };
        let (Some(values), Some(keys)) = (row.get(IDENTITY_COLUMNS..attributes), row.get(attributes..))
        else {
            return Err(wrong(format!("{} columns", row.len())));
        };
        let part_of = match (part_kind, part_name) {
            (Some(tag), Some(name)) => {
                let kind = Kind::from_tag(tag).ok_or_else(|| wrong(format!("the kind {tag}")))?;
                Some(PartOf { kind, name: name.clone() })
            }
            _ => None,
        };
        let object = Object { kind, schema: schema.clone(), part_of, name: name.clone() };
        let key =
            |place: usize| keys.get(place).and_then(|key| key.as_deref()?.parse().ok()).unwrap_or_default();
        let keys = [key(0), key(1)];
        let record = Record::new(Facts { object, column: column.clone(), values: values.to_vec() });
        Ok((!is_left_out(&record, self.scope)).then_some(Keyed { keys, record }))
    }
}

fn columns(row: &Row) -> Vec<Option<String>> {
    (0..row.len()).map(|column| row.get(column).map(str::to_owned)).collect()
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
