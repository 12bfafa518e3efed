//! A statement on a second connection that waits for a lock which another connection of the same program holds. Where
//! JavaScript waits for that statement and for nothing else, nobody will ever let go of the lock: Knex hangs, and
//! PostgreSQL, which sees an idle transaction and not who waits for whom, does not end it.

use std::{cell::RefCell, time::Duration};

use rungs_postgres::{Error, Param, Pool, Session, Statement};

use super::Desk;

/// How long a statement may take before its locks are looked at; then twice as long, up to [`LONGEST`].
const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(30);

/// What is there of a lock that is waited for, where all who are waited for are idle in a transaction of our own:
/// `$1` are those of our backends that wait, `$2` all of them, `$3` the one that is asked about (PostgreSQL manual,
/// "System Information Functions": `pg_blocking_pids`).
const WAITED_FOR: &str = "\
    select coalesce((select relation::regclass::text from pg_locks
                     where pid = $3::int and not granted and relation is not null limit 1),
                    (select relation::regclass::text from pg_locks
                     where pid = $3::int and locktype = 'tuple' limit 1),
                    '') as lock
    from unnest($1::int[]) as waiting
    having bool_and(cardinality(pg_blocking_pids(waiting)) > 0 and pg_blocking_pids(waiting) <@ $2::int[])
       and not exists (select from pg_stat_activity
                       where pid in (select unnest(pg_blocking_pids(each)) from unnest($1::int[]) as each)
                         and state <> 'idle in transaction' and pid <> all ($1::int[]))";

/// The backends whose answers JavaScript awaits.
#[derive(Default)]
pub(crate) struct Awaited(RefCell<Vec<i32>>);

impl Awaited {
    fn add(&self, pid: i32) -> Guard<'_> {
        self.0.borrow_mut().push(pid);
        Guard { awaited: self, pid }
    }
}

struct Guard<'a> {
    awaited: &'a Awaited,
    pid: i32,
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        let mut pids = self.awaited.0.borrow_mut();
        if let Some(place) = pids.iter().position(|pid| *pid == self.pid) {
            pids.swap_remove(place);
        }
    }
}

/// Waits for the answer to what was sent on `session`. Where it waits for a lock of our own that cannot end, it is
/// cancelled, and its error says so.
///
/// # Errors
/// Those of the statement.
pub(super) async fn answer<T>(
    desk: &Desk,
    session: &Session,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let _awaited = desk.connections.awaited.add(session.backend_pid());
    let mut work = std::pin::pin!(work);
    let lock = tokio::select! {
        biased;
        answer = &mut work => return answer,
        lock = endless_wait(desk, session) => lock,
    };
    // Where the server cannot be reached for that, the statement fails by itself.
    let _ = session.cancel_token().cancel().await;
    work.await.map_err(|error| explained(error, &lock))
}

/// Ends when the statement of `session` waits for ever, with the name of the relation that it wants, if it wants one.
async fn endless_wait(desk: &Desk, session: &Session) -> String {
    let mut pause = FIRST;
    loop {
        tokio::time::sleep(pause).await;
        pause = LONGEST.min(pause * 2);
        let waiting = desk.connections.awaited.0.borrow().clone();
        // A timer, a file, a connection that is asked for: something else may still set JavaScript going.
        if desk.outstanding.count() > waiting.len() {
            continue;
        }
        let Some(pool) = desk.connections.any_pool() else { continue };
        let own = desk.connections.backends();
        if let Some(lock) = ask(&pool, &waiting, &own, session.backend_pid()).await {
            return lock;
        }
    }
}

/// Asks over a connection of its own, since all others may be waiting; one that cannot be made says nothing.
async fn ask(pool: &Pool, waiting: &[i32], own: &[i32], pid: i32) -> Option<String> {
    let session = Session::connect(pool.config()).await.ok()?;
    let list = |pids: &[i32]| {
        let digits: Vec<String> = pids.iter().map(i32::to_string).collect();
        Param::Text(format!("{{{}}}", digits.join(",")))
    };
    let params = [list(waiting), list(own), Param::Text(pid.to_string())];
    let found = session.execute(&Statement::new(WAITED_FOR).with_params(params)).await;
    session.close().await;
    found.ok()?.first()?.scalar().map(str::to_owned)
}

fn explained(mut error: Error, lock: &str) -> Error {
    if let Error::Server { error: server, .. } = &mut error {
        let of = if lock.is_empty() { String::new() } else { format!(" of {lock}") };
        server.message = format!(
            "would wait for ever: another transaction of this migration holds the lock{of}, and does not go on \
             before this statement has ended"
        );
        // None of PostgreSQL's: whoever tries again after 40P01 or 55P03 would try for ever.
        server.code = "RU001".to_owned();
        server.hint = Some(
            "Send the statement by the transaction that holds the lock (`trx`, or the `knex` that `up` was given), \
             or end that transaction first."
                .to_owned(),
        );
    }
    error
}
