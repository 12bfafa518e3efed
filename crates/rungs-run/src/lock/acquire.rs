use std::time::{Duration, Instant};

use rungs_postgres::{QueryResult, Row, Session, Statement};

use super::holder::{Client, Holder};
use crate::Error;
use crate::ledger::Ledger;

/// How long to sleep between two looks at the lock: from the first to the last, doubling. A look is one round trip.
const FIRST_PAUSE: Duration = Duration::from_millis(20);
const LAST_PAUSE: Duration = Duration::from_millis(500);

/// The columns that [`client`] reads, in its order.
const CLIENT: &str = "a.pid, coalesce(a.usename, ''), coalesce(a.application_name, ''), \
     coalesce(host(a.client_addr), ''), coalesce(date_trunc('second', a.backend_start)::text, '')";

/// The first server that can look whether its client is still there while a statement runs (PostgreSQL manual,
/// "Connection Settings"), and how it is told to: where the operating system does not let it, all stays as it was.
const SINCE: u32 = 140_000;
const NOTICE_DEATH: &str = "do $$ begin set client_connection_check_interval = '2s'; \
     exception when others then null; end $$";

/// How many transactions may go by until a pooler gives back the server process that has the lock.
const MOST_TRANSACTIONS: usize = 100;

/// Takes the ledger's advisory lock for the life of the session, waiting for another run to end; what was read before
/// may then be stale. `waiting` is called once, when waiting begins. Gives the number of the server process that has the
/// lock: behind a pooler it is not the one that the connection was told.
///
/// The lock is asked for again and again instead of being waited for in the server: a session that waits there
/// holds a snapshot, and `CREATE INDEX CONCURRENTLY` of the run that has the lock would wait for that snapshot.
pub(crate) async fn acquire(
    session: &Session,
    ledger: &Ledger,
    patience: Duration,
    waiting: impl Fn(&Holder),
) -> Result<i64, Error> {
    if session.server_version_num() >= SINCE {
        // A run that is killed must not keep the lock until its long statement ends. Sent with the attempt.
        session.defer(Statement::new(NOTICE_DEATH));
    }
    let attempt =
        Statement::new(format!("select pg_try_advisory_lock({}), pg_backend_pid()", ledger.lock_number()));
    let start = Instant::now();
    let mut pause = FIRST_PAUSE;
    let mut holder = None;
    loop {
        let results = session.execute(&attempt).await?;
        if results.first().and_then(QueryResult::scalar) == Some("t") {
            return Ok(process(results.first()));
        }
        if holder.is_none() {
            holder = living_holder(session, ledger).await?;
            holder.as_ref().inspect(|holder| waiting(holder));
        }
        let waited = start.elapsed();
        if let Some(holder) = holder.clone().filter(|_| waited >= patience) {
            return Err(Error::LockTimeout { holder, waited });
        }
        tokio::time::sleep(pause.min(patience.saturating_sub(waited))).await;
        pause = (pause * 2).min(LAST_PAUSE);
    }
}

/// The number in the last column of a result.
pub(crate) fn process(result: Option<&QueryResult>) -> i64 {
    let row = result.and_then(|result| result.rows.first());
    let text = row.and_then(|row| row.get(result.map_or(0, |result| result.fields.len().saturating_sub(1))));
    text.and_then(|text| text.parse().ok()).unwrap_or_default()
}

/// Gives the advisory lock back together with the session's next statement; the end of the session does it as well.
pub(crate) fn release(session: &Session, ledger: &Ledger) {
    session.defer(Statement::new(format!("select pg_advisory_unlock({})", ledger.lock_number())));
}

/// Gives the lock back where a pooler left it with `process`, which may take some transactions to come to. A process that
/// is never given again is ended while it idles: what else it had would not have reached us either.
pub(crate) async fn release_in(session: &Session, ledger: &Ledger, process: i64) -> Result<(), Error> {
    let number = ledger.lock_number();
    let statement = Statement::new(format!(
        "select case when pg_backend_pid() = {process} then pg_advisory_unlock({number}) else false end"
    ));
    for _ in 0..MOST_TRANSACTIONS {
        let results = session.execute(&statement).await?;
        if results.first().and_then(QueryResult::scalar) == Some("t") {
            return Ok(());
        }
    }
    let end = "select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle' and pid =";
    session.execute(&Statement::new(format!("{end} {process}"))).await?;
    Ok(())
}

/// The run of Rungs that holds the lock now.
pub(crate) async fn living_holder(session: &Session, ledger: &Ledger) -> Result<Option<Holder>, Error> {
    let number = ledger.lock_number();
    let query = format!(
        "select {CLIENT} from pg_locks l join pg_stat_activity a using (pid) \
         where l.locktype = 'advisory' and l.granted and l.objsubid = 1 and l.pid <> pg_backend_pid() \
         and l.database = (select oid from pg_database where datname = current_database()) \
         and ((l.classid::bigint << 32) | l.objid::bigint) = {number}"
    );
    let results = session.execute(&Statement::new(query)).await?;
    let client = results.first().and_then(|result| result.rows.first()).map(client);
    Ok(client.map(Holder::Rungs))
}

/// Who may have set the row, when no run of Rungs did: whoever else is connected to this database.
pub(crate) async fn foreign_holder(session: &Session) -> Result<Holder, Error> {
    let query = format!(
        "select {CLIENT} from pg_stat_activity a where a.datname = current_database() \
         and a.backend_type = 'client backend' and a.pid <> pg_backend_pid() order by a.backend_start limit 5"
    );
    let results = session.execute(&Statement::new(query)).await?;
    Ok(Holder::Foreign(
        results.first().map_or_else(Vec::new, |result| result.rows.iter().map(client).collect()),
    ))
}

fn client(row: &Row) -> Client {
    let text = |column| row.get(column).unwrap_or_default().to_owned();
    Client {
        pid: text(0).parse().unwrap_or_default(),
        user: text(1),
        application: text(2),
        address: text(3),
        since: text(4),
    }
}
