use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// The wish to stop a run, from a signal or an embedding program. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Rc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    requested: Cell<bool>,
    heeded: Cell<bool>,
    waker: RefCell<Option<Waker>>,
    unheeded: RefCell<Option<Waker>>,
}

impl Interrupt {
    /// Nobody wishes to stop yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks the run to stop: it cancels its statement, rolls back, frees the lock and fails with
    /// [`Error::Interrupted`](crate::Error::Interrupted).
    pub fn request(&self) {
        self.0.requested.set(true);
        for waker in [&self.0.waker, &self.0.unheeded] {
            if let Some(waker) = waker.take() {
                waker.wake();
            }
        }
    }

    /// Whether it was asked for.
    pub fn is_requested(&self) -> bool {
        self.0.requested.get()
    }

    /// Ends when it was asked for while no run was there to heed it: whoever asked may then end the process.
    pub async fn unheeded(&self) {
        poll_fn(|context| {
            if self.is_requested() && !self.0.heeded.get() {
                return Poll::Ready(());
            }
            self.0.unheeded.replace(Some(context.waker().clone()));
            Poll::Pending
        })
        .await;
    }

    /// Says whether a run is there that will heed it.
    pub(crate) fn heed(&self, heeded: bool) {
        self.0.heeded.set(heeded);
    }

    /// Ends when it is asked for.
    pub(crate) async fn requested(&self) {
        poll_fn(|context| {
            if self.is_requested() {
                return Poll::Ready(());
            }
            self.0.waker.replace(Some(context.waker().clone()));
            Poll::Pending
        })
        .await;
    }
}
