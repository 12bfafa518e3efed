use std::{cell::Cell, cell::RefCell, collections::HashMap, rc::Rc};

use super::{cursors::Cursors, own_lock::Awaited};
use rungs_js::OutstandingCounter;
use rungs_postgres::{Error, Lease, Observer, Origin, Pool, Session};
use tokio::sync::Notify;

/// The number of the project's own pool; those that JavaScript opens by `knex({…})` come after it.
pub(crate) const PROJECT_POOL: u32 = 0;

/// The sessions that JavaScript may use, by the number it knows each by.
#[derive(Default)]
pub(crate) struct Connections {
    held: RefCell<HashMap<u32, Held>>,
    pools: RefCell<HashMap<u32, Pool>>,
    /// The runner's session while it is not inside a transaction: it is handed out before the pool is asked.
    spare: RefCell<Option<Session>>,
    /// Told when that session comes back.
    spare_back: Notify,
    /// The number of the session that was lent last.
    lent: Cell<u32>,
    last_number: Cell<u32>,
    /// How often JavaScript has used one of them, or asked for one.
    uses: Cell<u64>,
    /// The results that are read batch by batch.
    pub cursors: Cursors,
    /// The backends that JavaScript waits for.
    pub awaited: Awaited,
    /// Who watches what is taken from pools.
    observer: RefCell<Option<Rc<dyn Observer>>>,
}

enum Held {
    /// Taken from a pool by JavaScript; goes back when it is released.
    Leased(Lease),
    /// The runner's own, lent for the time of a migration.
    Lent(Session),
    /// The runner's own, handed out as if it came from the pool.
    Spare(Session),
}

impl Held {
    fn session(&self) -> &Session {
        match self {
            Self::Leased(lease) => lease,
            Self::Lent(session) | Self::Spare(session) => session,
        }
    }
}

impl Connections {
    /// Lets JavaScript acquire sessions from the project's pool.
    pub fn use_pool(&self, pool: Pool) {
        self.pools.borrow_mut().insert(PROJECT_POOL, pool);
    }

    /// Adds a pool of JavaScript's own.
    pub fn add_pool(&self, pool: Pool) -> u32 {
        let id = self.next_number();
        self.pools.borrow_mut().insert(id, pool);
        id
    }

    /// Closes a pool of JavaScript's own; sessions in use are closed when they are given back.
    pub fn close_pool(&self, pool: u32) {
        if let Some(pool) = self.pools.borrow_mut().remove(&pool) {
            tokio::task::spawn_local(async move { pool.close().await });
        }
    }

    /// Has `observer` watch all sessions that JavaScript takes from pools from now on.
    pub fn observe(&self, observer: Rc<dyn Observer>) {
        self.observer.replace(Some(observer));
    }

    /// Lends a session; [`Connections::give_back`] ends the loan. One that is lent still keeps its number.
    pub fn lend(&self, session: Session) -> u32 {
        let is_lent = match self.held.borrow().get(&self.lent.get()) {
            Some(Held::Lent(known)) => known.is_same(&session),
            _ => false,
        };
        if !is_lent {
            self.lent.set(self.keep(Held::Lent(session)));
        }
        self.lent.get()
    }

    /// Has `session` be the first that is acquired; `None` takes it away.
    pub fn set_spare(&self, session: Option<Session>) {
        self.spare.replace(session);
    }

    /// Takes a session from a pool, and says whether it is new; `None` when there is no such pool.
    pub async fn acquire(&self, pool: u32) -> Result<Option<(u32, Session, bool)>, Error> {
        self.count_use();
        if let Some(session) = (pool == PROJECT_POOL).then(|| self.spare.take()).flatten() {
            return Ok(Some((self.keep(Held::Spare(session.clone())), session, false)));
        }
        let is_project = pool == PROJECT_POOL;
        let Some(pool) = self.pools.borrow().get(&pool).cloned() else { return Ok(None) };
        let lease = if is_project && pool.is_used_up() {
            tokio::select! {
                lease = pool.acquire() => lease?,
                spare = self.spare_again() => return Ok(Some((self.keep(Held::Spare(spare.clone())), spare, false))),
            }
        } else {
            pool.acquire().await?
        };
        let (session, is_new) = ((*lease).clone(), lease.is_new());
        if let Some(observer) = self.observer.borrow().clone().filter(|_| is_new) {
            session.observe(observer);
        }
        Ok(Some((self.keep(Held::Leased(lease)), session, is_new)))
    }

    /// Waits until the runner's session is given back.
    async fn spare_again(&self) -> Session {
        loop {
            self.spare_back.notified().await;
            if let Some(session) = self.spare.take() {
                return session;
            }
        }
    }

    fn keep(&self, held: Held) -> u32 {
        let id = self.next_number();
        self.held.borrow_mut().insert(id, held);
        id
    }

    fn next_number(&self) -> u32 {
        let id = self.last_number.get() + 1;
        self.last_number.set(id);
        id
    }

    /// Counts a use.
    pub fn count_use(&self) {
        self.uses.set(self.uses.get() + 1);
    }

    /// How often JavaScript has used a session, or asked for one.
    pub fn uses(&self) -> u64 {
        self.uses.get()
    }

    /// The session of that number, unless it was given back.
    pub fn get(&self, id: u32) -> Option<Session> {
        self.held.borrow().get(&id).map(|held| held.session().clone())
    }

    /// A pool, where a connection of our own can be made.
    pub fn any_pool(&self) -> Option<Pool> {
        self.pools.borrow().values().next().cloned()
    }

    /// All backends that are in use.
    pub fn backends(&self) -> Vec<i32> {
        let (held, spare) = (self.held.borrow(), self.spare.borrow());
        held.values().map(Held::session).chain(spare.as_ref()).map(Session::backend_pid).collect()
    }

    /// Ends a loan or a lease.
    pub fn give_back(&self, id: u32) {
        let held = self.held.borrow_mut().remove(&id);
        if let Some(Held::Spare(session)) = held {
            self.spare.replace(Some(session));
            self.spare_back.notify_one();
        }
    }

    /// Cancels what runs on sessions that JavaScript took from pools.
    pub async fn cancel_own(&self) {
        self.cancel(|held| matches!(held, Held::Leased(_))).await;
    }

    /// Cancels what runs on any session that JavaScript may use: nobody is left to wait for it.
    pub async fn cancel_all(&self) {
        self.cancel(|_| true).await;
    }

    async fn cancel(&self, is_meant: impl Fn(&Held) -> bool) {
        let token = |held: &Held| match held {
            Held::Leased(lease) => lease.cancel_token(),
            Held::Lent(session) | Held::Spare(session) => session.cancel_token(),
        };
        let tokens: Vec<_> = self.held.borrow().values().filter(|held| is_meant(held)).map(token).collect();
        for token in tokens {
            // A server that does not answer finds the connection closed soon.
            let _ = token.cancel().await;
        }
    }

    /// Closes a session that must not be used again: its statement goes on, and nobody waits for it.
    pub fn dispose(&self, id: u32) {
        if let Some(session) = self.get(id) {
            tokio::task::spawn_local(async move { session.close().await });
        }
    }

    /// Ends what JavaScript acquired and forgot, and takes the spare session away. What was lent stays: statements
    /// that a migration does not wait for go on in the transaction it shares with the next, as under Knex.
    pub fn give_all_back(&self) {
        self.cursors.close_all();
        self.held.borrow_mut().retain(|_, held| matches!(held, Held::Lent(_)));
        self.spare.take();
    }
}

/// Finds the place in the user's source that a recorded stack speaks of.
pub(crate) type Locate = Rc<dyn Fn(&str) -> Option<Origin>>;

/// What the native functions share.
#[derive(Clone)]
pub(crate) struct Desk {
    /// The sessions.
    pub connections: Rc<Connections>,
    /// Tells the engine's watchdog that an answer is awaited.
    pub outstanding: OutstandingCounter,
    /// Reads the stacks of calls.
    pub locate: Locate,
}
