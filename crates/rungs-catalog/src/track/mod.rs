//! Snapshots at the cost of what was touched.

mod changes;
mod install;
pub mod kept;

use std::rc::Rc;

use rungs_postgres::{Param, Session, Statement, TransactionStatus};

use crate::error::Error;
use crate::kind::Kind;
use crate::object::Object;
use crate::scope::Scope;
use crate::snapshot::{DEFINITIONS, KINDS, Keyed, Reading, Snapshot};
use changes::{Changes, Reach};

/// Follows a database that is one's own, such as a throwaway one, and gives a snapshot after any statement: equal to
/// [`Snapshot::read`], and read from what was touched since the last one.
///
/// Event triggers note the objects that commands name, in a schema `pg_rungs` that nobody else takes notice of; what
/// depends on them is found in `pg_depend`; what commands change besides is locked by the transaction. Where a database
/// cannot be prepared so (PostgreSQL 12, a role that is no superuser), and after a change that reaches everywhere, all is
/// read.
pub struct Tracker {
    session: Session,
    scope: Scope,
    prepared: bool,
    state: Mark,
}

/// A state of the database as a [`Tracker`] knows it. A clone costs nothing.
#[derive(Clone)]
pub struct Mark(Rc<State>);

impl Mark {
    /// What the database holds in that state.
    pub fn snapshot(&self) -> &Snapshot {
        &self.0.snapshot
    }
}

struct State {
    /// The last that was noted.
    position: i64,
    /// The names of roles and tablespaces, digested.
    shared: (String, String),
    /// In the order of the snapshot.
    records: Vec<Keyed>,
    snapshot: Snapshot,
}

impl Tracker {
    /// Prepares the database of `session`, which must not be in a transaction that ends badly, and reads it.
    ///
    /// # Errors
    /// As [`Snapshot::read`].
    pub async fn start(session: Session, scope: Scope) -> Result<Self, Error> {
        let prepared = install::install(&session).await?;
        let records = Vec::new();
        let snapshot = Snapshot::of(Reading::on(&session, &scope)?.major, &records);
        let state = State { position: 0, shared: Default::default(), records, snapshot };
        let mut tracker = Self { session, scope, prepared, state: Mark(Rc::new(state)) };
        tracker.refresh().await?;
        Ok(tracker)
    }

    /// What the database held when it was looked at last.
    pub fn snapshot(&self) -> &Snapshot {
        &self.state.0.snapshot
    }

    /// Looks at the database again, inside a transaction at that transaction's own changes, and says what it holds now.
    ///
    /// Only what is looked at before its transaction ends is cheap: what commands change besides what they name is known
    /// by their locks.
    ///
    /// # Errors
    /// As [`Snapshot::read`].
    pub async fn refresh(&mut self) -> Result<Snapshot, Error> {
        self.session.flush().await?;
        let idle = self.session.transaction_status() == TransactionStatus::Idle;
        let reading = Reading::on(&self.session, &self.scope)?;
        let old = &self.state.0;
        let state = if self.prepared {
            let changes = changes::since(&reading, old.position).await?;
            let position = changes.position.unwrap_or(old.position);
            let shared = changes.shared.clone();
            let reach = if idle { Reach::Everything } else { reach(&changes, old) };
            let records = match reach {
                Reach::Everything => reading.kinds(DEFINITIONS.iter()).await?,
                Reach::Touched => merged(old, changes, &reading).await?,
            };
            State { position, shared, snapshot: Snapshot::of(reading.major, &records), records }
        } else {
            let records = reading.kinds(DEFINITIONS.iter()).await?;
            let snapshot = Snapshot::of(reading.major, &records);
            State { position: 0, shared: Default::default(), records, snapshot }
        };
        self.state = Mark(Rc::new(state));
        Ok(self.state.0.snapshot.clone())
    }

    /// The MD5 digests, in hexadecimal, of what the client sent when `object` was touched, first to last, after the state
    /// `since`: statements that name it, blocks and calls of functions that do.
    ///
    /// # Errors
    /// [`Error::Database`]
    pub async fn statements_that_touched(&self, object: &Object, since: &Mark) -> Result<Vec<String>, Error> {
        let known = |mark: &Mark| mark.0.records.iter().find(|keyed| keyed.record.object == *object).cloned();
        let keys = known(&self.state).or_else(|| known(since)).map(|keyed| keyed.keys).unwrap_or_default();
        if !self.prepared {
            return Ok(Vec::new());
        }
        let keys: Vec<String> = keys.iter().map(u32::to_string).collect();
        let asked = "SELECT statement FROM pg_rungs.touched WHERE object = ANY ($1::oid[]) AND position > $2 ORDER BY position";
        let params =
            [Param::Text(format!("{{{}}}", keys.join(","))), Param::Text(since.0.position.to_string())];
        let results = self.session.execute(&Statement::new(asked).with_params(params)).await?;
        let rows = results.iter().flat_map(|result| &result.rows);
        Ok(rows.filter_map(|row| row.get(0).map(str::to_owned)).collect())
    }

    /// Goes on with another session of the same database, or of a copy.
    pub fn go_on_with(&mut self, session: Session) {
        self.session = session;
    }

    /// The state that was seen last, to come back to.
    pub fn mark(&self) -> Mark {
        self.state.clone()
    }

    /// Says that the database is in an earlier state again: its transaction, or a savepoint of it, was rolled back.
    pub fn set_back(&mut self, mark: &Mark) {
        self.state = mark.clone();
    }
}

/// How far changes reach.
fn reach(changes: &Changes, old: &State) -> Reach {
    // A function's name is written with its schema where another one has the same: these hold such names.
    let holds_functions = |keyed: &Keyed| {
        let record = &keyed.record;
        let value = || record.value("definition").unwrap_or_default();
        match record.object.kind {
            Kind::Aggregate | Kind::Operator | Kind::OperatorFamily | Kind::ForeignDataWrapper => true,
            Kind::Type => !value().starts_with("ENUM") && value() != "composite",
            _ => false,
        }
    };
    let renamed = changes.functions && old.records.iter().any(holds_functions);
    if changes.everything || changes.shared != old.shared || renamed {
        Reach::Everything
    } else {
        Reach::Touched
    }
}

/// The old records but for those that were touched, and those with what they are now.
async fn merged(old: &State, changes: Changes, reading: &Reading<'_>) -> Result<Vec<Keyed>, Error> {
    let present = |kind| old.snapshot.of_kind(kind).next().is_some();
    let whole: Vec<_> = DEFINITIONS
        .iter()
        .filter(|definition| {
            let kind = definition.kind;
            install::is_rare(definition) && (changes.rare || present(kind))
                || changes.privileges && matches!(kind, Kind::Grant | Kind::Revoke)
        })
        .collect();
    let mut again = [false; KINDS];
    for definition in whole.iter().copied().chain(install::always()) {
        again[definition.kind as usize] = true;
    }
    let mut new = changes.records;
    if !whole.is_empty() {
        new.retain(|keyed| !whole.iter().any(|definition| definition.kind == keyed.record.object.kind));
        new.extend(reading.kinds(whole.iter().copied()).await?);
    }
    new.sort_unstable_by(|a, b| a.record.object.identity().cmp(&b.record.object.identity()));
    let gone = |keyed: &Keyed| again[keyed.record.object.kind as usize] || changes.touched.has(keyed);
    Ok(changes::merge(&old.records, new, gone))
}
