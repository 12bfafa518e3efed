use std::cell::Cell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::cell::RefCell;

/// The wish to stop a run, from a signal or an embedding program. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Rc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    requested: Cell<bool>,
    waker: RefCell<Option<Waker>>,
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
        if let Some(waker) = self.0.waker.take() {
            waker.wake();
        }
    }

    /// Whether it was asked for.
    pub fn is_requested(&self) -> bool {
        self.0.requested.get()
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
