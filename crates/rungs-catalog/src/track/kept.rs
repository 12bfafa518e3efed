//! What a database holds, kept in it.

use rungs_postgres::{Param, QueryResult, Row, Session, Statement};

use super::changes::{self, Changes, Reach};
use super::{Mark, State, Tracker, install, merged, reach};
use crate::error::Error;
use crate::kind::Kind;
use crate::scope::Scope;
use crate::snapshot::{DEFINITIONS, Keyed, Reading, Record, Snapshot};

/// `kind` is the place among the definitions; -1 what all databases share.
const TABLE: &str = "CREATE UNLOGGED TABLE pg_rungs.kept (kind int NOT NULL, keys oid[] NOT NULL, record text NOT NULL); \
     CREATE INDEX ON pg_rungs.kept USING gin (keys); CREATE INDEX ON pg_rungs.kept (kind)";

const FILL: &str = "INSERT INTO pg_rungs.kept SELECT (r ->> 0)::int, ARRAY(SELECT k::oid FROM json_array_elements_text(r -> 1) k), \
     r ->> 2 FROM json_array_elements($1::json) r";

/// Prepares the database of `session` for what is kept, in the schema `pg_rungs`; `false` where it cannot be, as with
/// [`Tracker`].
///
/// # Errors
/// [`Error::Database`]
pub async fn prepare(session: &Session) -> Result<bool, Error> {
    install::install(session).await
}

/// Keeps what the database of `session` holds in it, so that [`change`] need not read it. It must be prepared, and nothing may
/// change afterwards but what [`change`] is asked about.
///
/// # Errors
/// As [`Snapshot::read`].
pub async fn keep(session: &Session, scope: &Scope) -> Result<(), Error> {
    let tracker = Tracker::start(session.clone(), scope.clone()).await?;
    let Mark(state) = tracker.mark();
    let text = |value: serde_json::Result<String>| value.map_err(|error| Error::Changes(error.to_string()));
    let mut rows = vec![(-1, Vec::new(), text(serde_json::to_string(&state.shared))?)];
    for Keyed { keys, record } in &state.records {
        let keys = keys.iter().copied().filter(|key| *key != 0).collect();
        rows.push((record.object.kind as i32, keys, text(serde_json::to_string(record))?));
    }
    let rows = text(serde_json::to_string(&rows))?;
    session.execute(&Statement::new(TABLE)).await?;
    session.execute(&Statement::new(FILL).with_params([Param::Text(rows)])).await?;
    session.execute(&Statement::new("DELETE FROM pg_rungs.touched; ANALYZE pg_rungs.kept")).await?;
    Ok(())
}

/// What the transaction of `session` has changed of what [`keep`] kept: what it touched, as that was and as it is. `None`
/// where nothing was kept, or what was touched does not tell all.
///
/// # Errors
/// As [`Snapshot::read`].
pub async fn change(session: &Session, scope: &Scope) -> Result<Option<(Snapshot, Snapshot)>, Error> {
    session.flush().await?;
    let asked = Statement::new("SELECT to_regclass('pg_rungs.kept')");
    if session.execute(&asked).await?.last().and_then(QueryResult::scalar).is_none() {
        return Ok(None);
    }
    let reading = Reading::on(session, scope)?;
    let changes = changes::since(&reading, 0).await?;
    if changes.everything {
        return Ok(None);
    }
    let old = read(&reading, &changes).await?;
    if matches!(reach(&changes, &old), Reach::Everything) {
        return Ok(None);
    }
    let now = merged(&old, changes, &reading).await?;
    Ok(Some((old.snapshot, Snapshot::of(reading.major, &now))))
}

/// The records that were kept of what was touched, and of kinds that are read as a whole.
async fn read(reading: &Reading<'_>, changes: &Changes) -> Result<State, Error> {
    let is_whole = |kind: Kind| match kind {
        Kind::Grant | Kind::Revoke => changes.privileges,
        // Whether there are any that hold names of functions is asked.
        Kind::Type | Kind::Aggregate => changes.functions,
        _ => false,
    };
    let kinds = DEFINITIONS
        .iter()
        .filter(|definition| is_whole(definition.kind) || install::is_rare(definition))
        .chain(install::always())
        .map(|definition| (definition.kind as i32).to_string());
    let kinds: Vec<String> = kinds.chain(["-1".to_owned()]).collect();
    let asked = "SELECT keys[1]::bigint, keys[2]::bigint, kind, record FROM pg_rungs.kept \
                 WHERE keys && $1::oid[] OR kind = ANY ($2::int[])";
    let params = [changes.touched.as_array(), format!("{{{}}}", kinds.join(","))].map(Param::Text);
    let results = reading.session.execute(&Statement::new(asked).with_params(params)).await?;
    let mut records = Vec::new();
    let mut shared = Default::default();
    for row in results.iter().flat_map(|result| &result.rows) {
        let text = row.get(3).unwrap_or_default();
        if row.get(2) == Some("-1") {
            shared = changes::read(text)?;
        } else {
            records.push(Keyed { keys: [key(row, 0), key(row, 1)], record: changes::read::<Record>(text)? });
        }
    }
    records.sort_unstable_by(|a, b| a.record.object.identity().cmp(&b.record.object.identity()));
    let snapshot = Snapshot::of(reading.major, &records);
    Ok(State { position: 0, shared, records, snapshot })
}

fn key(row: &Row, place: usize) -> u32 {
    row.get(place).and_then(|key| key.parse().ok()).unwrap_or_default()
}
