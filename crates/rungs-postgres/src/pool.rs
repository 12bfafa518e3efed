//! Sessions that are kept for the next who asks.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::config::ConnectConfig;
use crate::error::Error;
use crate::session::Session;

/// The limits of a pool. The defaults are those of Knex 3.3.0.
#[derive(Debug, Clone, Copy)]
pub struct PoolOptions {
    /// How many sessions there may be at one time; with none, whoever asks waits until the time is over.
    pub max: usize,
    /// How long to wait for one of them.
    pub acquire_timeout: Duration,
}

impl Default for PoolOptions {
    fn default() -> Self {
        Self { max: 10, acquire_timeout: Duration::from_secs(60) }
    }
}

/// Sessions to one database; clones share them. A session is made when one is wanted and none is idle.
#[derive(Clone)]
pub struct Pool {
    inner: Rc<Inner>,
}

struct Inner {
    config: ConnectConfig,
    options: PoolOptions,
    idle: RefCell<Vec<Session>>,
    permits: std::sync::Arc<Semaphore>,
}

impl Pool {
    /// A pool without sessions yet.
    pub fn new(config: ConnectConfig, options: PoolOptions) -> Self {
        let permits = std::sync::Arc::new(Semaphore::new(options.max));
        Self { inner: Rc::new(Inner { config, options, idle: RefCell::default(), permits }) }
    }

    /// What its sessions are made by.
    pub fn config(&self) -> &ConnectConfig {
        &self.inner.config
    }

    /// Whether whoever asks now has to wait.
    pub fn is_used_up(&self) -> bool {
        self.inner.permits.available_permits() == 0
    }

    /// A session, an idle one or a new one.
    ///
    /// # Errors
    /// [`Error::PoolTimeout`] when all are in use for too long; whatever connecting gives.
    pub async fn acquire(&self) -> Result<Lease, Error> {
        let inner = &self.inner;
        let waiting =
            tokio::time::timeout(inner.options.acquire_timeout, inner.permits.clone().acquire_owned());
        let Ok(Ok(permit)) = waiting.await else {
            let (after, max) = (inner.options.acquire_timeout, inner.options.max);
            return Err(Error::PoolTimeout { after, max });
        };
        let (session, is_new) = match self.idle() {
            Some(session) => (session, false),
            None => (Session::connect(&inner.config).await?, true),
        };
        Ok(Lease { session, is_new, pool: self.clone(), _permit: permit })
    }

    /// An idle session that the server has not closed meanwhile.
    fn idle(&self) -> Option<Session> {
        std::iter::from_fn(|| self.inner.idle.borrow_mut().pop()).find(Session::is_at_rest)
    }

    /// Closes the idle sessions.
    pub async fn close(&self) {
        let idle = std::mem::take(&mut *self.inner.idle.borrow_mut());
        for session in idle {
            session.close().await;
        }
    }
}

/// A session in use; it goes back to its pool when dropped, unless it is closed, inside a
/// transaction, or still busy.
pub struct Lease {
    session: Session,
    is_new: bool,
    pool: Pool,
    _permit: OwnedSemaphorePermit,
}

impl Lease {
    /// Whether the session was made for this lease: whoever wants sessions prepared does it now.
    pub fn is_new(&self) -> bool {
        self.is_new
    }
}

impl Deref for Lease {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if self.session.is_at_rest() {
            self.pool.inner.idle.borrow_mut().push(self.session.clone());
        }
    }
}
