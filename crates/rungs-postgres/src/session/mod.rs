//! A handle to one connection.

mod abort;
mod probed;
mod run;
mod shared;
mod stream;

pub use abort::Abort;
pub use shared::TransactionStatus;
pub use stream::RowStream;

use shared::Shared;
use std::rc::Rc;
use tokio::sync::{Mutex, MutexGuard};

use crate::cancel::CancelToken;
use crate::config::ConnectConfig;
use crate::connect::connect;
use crate::error::Error;
use crate::observer::Observer;
use crate::probe::Probe;
use crate::result::QueryResult;
use crate::statement::Statement;
use crate::wire::Wire;

/// One connection. Clones are handles to the same connection; calls made at the same time wait for each other
/// in the order in which they were first polled.
///
/// Dropping a future of this type never harms the connection: the statement runs on, and the next call first
/// reads what is left of its answer. [`Session::cancel_token`] stops it sooner. When the last handle is
/// dropped the connection is closed.
#[derive(Clone)]
pub struct Session {
    inner: Rc<Inner>,
}

struct Inner {
    /// `None` once closed.
    wire: Mutex<Option<Wire>>,
    shared: Shared,
}

impl Session {
    /// Connects and logs in: one startup packet, no queries.
    ///
    /// # Errors
    /// All that concern connecting; see [`Error`].
    pub async fn connect(config: &ConnectConfig) -> Result<Session, Error> {
        let (wire, shared) = Shared::of(connect(config).await?);
        Ok(Session { inner: Rc::new(Inner { wire: Mutex::new(Some(wire)), shared }) })
    }

    /// Runs one statement and returns its results: one, or several when the text holds several statements.
    /// Without parameters the simple protocol is used, else the extended one with the unnamed statement.
    /// What was deferred is sent first.
    ///
    /// # Errors
    /// [`Error::Server`] when the statement (or a deferred one, which the error then names) fails;
    /// [`Error::ConnectionLost`], [`Error::Closed`], [`Error::Unsendable`], [`Error::Protocol`].
    pub async fn execute(&self, statement: &Statement) -> Result<Vec<QueryResult>, Error> {
        let mut all = self.run(std::slice::from_ref(statement)).await?;
        Ok(all.pop().unwrap_or_default())
    }

    /// Runs statements in order: in one write when a transaction is open, else one after the other. What was
    /// deferred is sent first.
    ///
    /// # Errors
    /// Like [`Session::execute`], for the first statement that fails; [`Error::index`] tells which. Those
    /// after it took no effect.
    pub async fn execute_all(&self, statements: &[Statement]) -> Result<Vec<Vec<QueryResult>>, Error> {
        self.run(statements).await
    }

    /// Keeps `statement` to be sent together with the next call, which then reports its error too. For
    /// statements whose result nobody waits for: a `BEGIN`, a ledger's row.
    ///
    /// After an error all that is still deferred is dropped, and so it is when the session is closed.
    pub fn defer(&self, statement: Statement) {
        self.inner.shared.deferred.borrow_mut().push_back(Rc::new(statement));
    }

    /// Sends what was deferred and waits for it.
    ///
    /// # Errors
    /// Like [`Session::execute`].
    pub async fn flush(&self) -> Result<(), Error> {
        self.run(&[]).await.map(drop)
    }

    /// Whether statements are deferred and not yet sent.
    pub fn has_deferred(&self) -> bool {
        !self.inner.shared.deferred.borrow().is_empty()
    }

    /// Whether both are handles to one connection.
    pub fn is_same(&self, other: &Session) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }

    /// The transaction's status when the server was last ready for a query.
    pub fn transaction_status(&self) -> TransactionStatus {
        self.inner.shared.status.get()
    }

    /// How many transactions the server has opened on this connection; a deferred `BEGIN` does not count until it
    /// is sent.
    pub fn transactions_opened(&self) -> u64 {
        self.inner.shared.transactions_opened()
    }

    /// Has `observer` watch all statements from now on.
    pub fn observe(&self, observer: Rc<dyn Observer>) {
        self.inner.shared.observers.borrow_mut().push(observer);
    }

    /// Has `probe` ask the server about all statements from now on, in the place of whoever did until now.
    pub fn probe(&self, probe: Rc<dyn Probe>) {
        self.inner.shared.probe.replace(Some(probe));
    }

    /// Whether one of those who watch wants to know where each statement comes from.
    pub fn wants_origins(&self) -> bool {
        self.inner.shared.probe().is_some()
            || self.inner.shared.observers.borrow().iter().any(|observer| observer.wants_origins())
    }

    /// A token that stops the statement running on this session.
    pub fn cancel_token(&self) -> CancelToken {
        self.inner.shared.cancel_token.clone()
    }

    /// A parameter that the server reports: `server_version`, `TimeZone`, `standard_conforming_strings` …
    /// (PostgreSQL manual, "Asynchronous Operations").
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.inner.shared.parameters.borrow().get(name).cloned()
    }

    /// The server's version as `server_version_num` gives it: 180004 for 18.4. Zero if it is not told.
    pub fn server_version_num(&self) -> u32 {
        self.parameter("server_version").map_or(0, |text| shared::version_number(&text))
    }

    /// The process ID of the server's backend, as in `pg_stat_activity`.
    pub fn backend_pid(&self) -> i32 {
        self.inner.shared.cancel_token.backend_pid
    }

    /// The server as messages name it: `host:port` or the path of its socket.
    pub fn peer(&self) -> &str {
        &self.inner.shared.cancel_token.peer
    }

    /// Waits for calls under way and says goodbye to the server. Later calls fail with [`Error::Closed`].
    pub async fn close(&self) {
        self.inner.shared.closed.set(true);
        if let Some(mut wire) = self.inner.wire.lock().await.take() {
            wire.terminate().await;
        }
    }

    /// Whether the connection was closed, or found to be lost when it was last used.
    pub fn is_closed(&self) -> bool {
        self.inner.shared.closed.get()
    }

    /// Whether the connection can be handed to somebody else: open as far as can be seen without waiting, not
    /// in a transaction, nothing deferred, nothing under way.
    pub(crate) fn is_at_rest(&self) -> bool {
        let Ok(mut guard) = self.inner.wire.try_lock() else { return false };
        let Some(wire) = guard.as_mut() else { return false };
        if wire.has_closed() {
            *guard = None;
            self.inner.shared.closed.set(true);
            return false;
        }
        wire.is_settled() && self.transaction_status() == TransactionStatus::Idle && !self.has_deferred()
    }

    /// The wire, all answers to dropped calls read.
    async fn wire(&self) -> Result<Held<'_>, Error> {
        let mut held = Held { guard: self.inner.wire.lock().await, shared: &self.inner.shared };
        held.settle().await?;
        Ok(held)
    }
}

/// The wire while one call uses it.
struct Held<'a> {
    guard: MutexGuard<'a, Option<Wire>>,
    shared: &'a Shared,
}
