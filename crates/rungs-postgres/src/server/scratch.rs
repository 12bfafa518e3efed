//! A database for one purpose on somebody else's server.

use std::thread;
use std::time::Duration;

use crate::config::ConnectConfig;
use crate::session::Session;
use crate::statement::{Param, Statement};

use super::copy::Copy;
use super::error::LaunchError;

/// How often, and how far apart, it is looked whether sessions are gone: 5 s, as CREATE DATABASE waits too.
const MOST_LOOKS: usize = 1_000;
const PAUSE: Duration = Duration::from_millis(5);

/// A fresh database on the server at a URL, dropped with this value.
///
/// Its owner holds an advisory lock on the name for as long as it lives. Whoever comes next drops the databases whose lock
/// is free: their owners were killed. Advisory locks belong to a database, so the name holds the id of the one
/// that was connected to.
pub(crate) struct ScratchDatabase {
    entrance: ConnectConfig,
    name: String,
    owner: Session,
}

impl ScratchDatabase {
    /// Creates the database; the URL's role must be allowed to.
    pub(crate) async fn create(url: &str) -> Result<Self, LaunchError> {
        let entrance = ConnectConfig::from_url(url)?;
        let owner = Session::connect(&entrance).await?;
        let prefix = prefix(&owner).await?;
        sweep(&owner, &prefix).await?;
        let name = format!("{prefix}{}_{:08x}", std::process::id(), random());
        lock(&owner, &name).await?;
        owner.execute(&Statement::new(format!("CREATE DATABASE \"{name}\" TEMPLATE template0"))).await?;
        Ok(Self { entrance, name, owner })
    }

    /// Copies it, as it is now. Should this process be killed, the copy goes the way of the database.
    pub(crate) async fn copy(&self) -> Result<Copy, LaunchError> {
        let copy = format!("{}_copy", self.name);
        lock(&self.owner, &copy).await?;
        Copy::make(self.entrance.clone(), self.name.clone(), copy).await
    }

    /// How to connect to it.
    pub(crate) fn config(&self) -> ConnectConfig {
        ConnectConfig { database: Some(self.name.clone()), ..self.entrance.clone() }
    }
}

impl Drop for ScratchDatabase {
    /// On a thread of its own, since the caller's runtime cannot wait here. What cannot be dropped now is dropped by
    /// whoever needs the next such database.
    fn drop(&mut self) {
        let (entrance, name) = (self.entrance.clone(), self.name.clone());
        let dropped = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
            runtime.block_on(async {
                let session = Session::connect(&entrance).await.ok()?;
                drop_database(&session, &name).await.ok()
            })
        });
        let _ = dropped.join();
    }
}

impl std::fmt::Debug for ScratchDatabase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ScratchDatabase({})", self.name)
    }
}

async fn prefix(session: &Session) -> Result<String, LaunchError> {
    let asked = "SELECT 'rungs_throwaway_' || oid || '_' FROM pg_database WHERE datname = current_database()";
    Ok(first_column(session, Statement::new(asked)).await?.pop().unwrap_or_default())
}

/// Drops what owners that were killed left behind. Another one may be at it too: then it is gone, which is as good.
async fn sweep(session: &Session, prefix: &str) -> Result<(), LaunchError> {
    let asked = "SELECT datname FROM pg_database WHERE starts_with(datname, $1)";
    for name in
        first_column(session, Statement::new(asked).with_params([Param::Text(prefix.to_owned())])).await?
    {
        if lock(session, &name).await? {
            let _ = drop_database(session, &name).await;
        }
    }
    Ok(())
}

/// Takes the lock of a name, for as long as the session lasts, unless somebody has it.
async fn lock(session: &Session, name: &str) -> Result<bool, LaunchError> {
    let asked = "SELECT pg_try_advisory_lock(hashtextextended($1, 0))";
    let answer =
        first_column(session, Statement::new(asked).with_params([Param::Text(name.to_owned())])).await?;
    Ok(answer.first().is_some_and(|taken| taken == "t"))
}

/// Ends all sessions with a database, and waits until they are gone.
pub(super) async fn disconnect_all(session: &Session, name: &str) -> Result<(), LaunchError> {
    let name = Param::Text(name.to_owned());
    for _ in 0..MOST_LOOKS {
        let disconnect = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
        if first_column(session, Statement::new(disconnect).with_params([name.clone()])).await?.is_empty() {
            break;
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(())
}

/// Ends the sessions of a database and drops it, if it is there.
pub(super) async fn drop_database(session: &Session, name: &str) -> Result<(), LaunchError> {
    let disconnect = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
    session.execute(&Statement::new(disconnect).with_params([Param::Text(name.to_owned())])).await?;
    // FORCE waits for them to be gone; 12 does not know it.
    let force = if session.server_version_num() >= 130_000 { " WITH (FORCE)" } else { "" };
    session.execute(&Statement::new(format!("DROP DATABASE IF EXISTS \"{name}\"{force}"))).await?;
    Ok(())
}

async fn first_column(session: &Session, statement: Statement) -> Result<Vec<String>, LaunchError> {
    let results = session.execute(&statement).await?;
    let rows = results.iter().flat_map(|result| &result.rows);
    Ok(rows.filter_map(|row| row.get(0).map(str::to_owned)).collect())
}

/// Different for every call in every process; nothing secret hangs on it.
fn random() -> u32 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(0) as u32
}
