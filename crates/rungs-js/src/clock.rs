use std::{
    cell::Cell,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// Why JavaScript was stopped from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    TooLong,
    Interrupted,
    Exit,
}

/// Measures how long JavaScript runs without giving control back, and stops it.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    limit: Duration,
    flag: Arc<AtomicBool>,
    running_since: Rc<Cell<Option<Instant>>>,
    stop: Rc<Cell<Option<Stop>>>,
}

impl Clock {
    pub(crate) fn new(limit: Duration, flag: Arc<AtomicBool>) -> Self {
        Self { limit, flag, running_since: Rc::default(), stop: Rc::default() }
    }

    pub(crate) fn limit(&self) -> Duration {
        self.limit
    }

    /// JavaScript starts to run.
    pub(crate) fn enter(&self) {
        self.running_since.set(Some(Instant::now()));
    }

    /// JavaScript gave control back.
    pub(crate) fn leave(&self) {
        self.running_since.set(None);
    }

    /// Stops JavaScript at the next occasion.
    pub(crate) fn stop(&self, reason: Stop) {
        self.stop.set(Some(reason));
    }

    /// Why JavaScript was stopped, and ready to run again. The flag alone stops nothing that waits: whoever set it
    /// decides how long to wait for a query under way, whose answer must be read.
    pub(crate) fn take_stop(&self) -> Option<Stop> {
        self.stop.take()
    }

    /// The engine asks this every few thousand steps; `true` stops it.
    pub(crate) fn must_stop(&self) -> bool {
        if self.stop.get().is_some() {
            return true;
        }
        let too_long = self.running_since.get().is_some_and(|since| since.elapsed() > self.limit);
        let reason = match (self.flag.load(Ordering::Relaxed), too_long) {
            (true, _) => Some(Stop::Interrupted),
            (false, true) => Some(Stop::TooLong),
            (false, false) => None,
        };
        self.stop.set(reason);
        reason.is_some()
    }
}
