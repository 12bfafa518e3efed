use std::{
    cell::Cell,
    rc::{Rc, Weak},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use rungs_js::Verdict;

use super::{child::Child, frame::to_node};

/// Measures how long Node runs without giving control back: it is asked, and answers as soon as it can.
#[derive(Clone)]
pub(crate) struct Watch {
    limit: Duration,
    flag: Arc<AtomicBool>,
    /// Whether Node has something to do.
    is_busy: Rc<Cell<bool>>,
    asked: Rc<Cell<Option<Instant>>>,
}

impl Watch {
    /// How often is looked.
    pub const GLANCE: Duration = Duration::from_millis(100);

    /// Stops what runs longer than `limit`, and what runs when `flag` is set.
    pub fn new(limit: Duration, flag: Arc<AtomicBool>) -> Self {
        Self { limit, flag, is_busy: Rc::default(), asked: Rc::default() }
    }

    /// Says whether Node has something to do.
    pub fn set_busy(&self, is_busy: bool) {
        self.is_busy.set(is_busy);
    }

    /// Node has answered.
    pub fn pong(&self) {
        self.asked.set(None);
    }

    /// Watches for as long as Node lives. To be called inside a `LocalSet`.
    pub fn start(&self, child: &Rc<Child>, verdict: Verdict) {
        let (watch, child) = (self.clone(), Rc::downgrade(child));
        tokio::task::spawn_local(async move { watch.run(&child, &verdict).await });
    }

    async fn run(&self, child: &Weak<Child>, verdict: &Verdict) {
        loop {
            tokio::time::sleep(Self::GLANCE).await;
            let Some(child) = child.upgrade() else { return };
            if child.is_gone() {
                return;
            }
            match self.asked.get() {
                Some(asked) if self.is_busy.get() => self.judge(asked, &child, verdict),
                None if self.is_busy.get() => {
                    self.asked.set(Some(Instant::now()));
                    child.tell(to_node::PING, "");
                }
                _ => {}
            }
        }
    }

    /// Ends a Node that was asked at `asked` and has not answered yet, if it is time.
    fn judge(&self, asked: Instant, child: &Child, verdict: &Verdict) {
        if asked.elapsed() > self.limit {
            verdict.endless();
            child.end();
        } else if self.flag.load(Ordering::Relaxed) && asked.elapsed() > Self::GLANCE {
            verdict.interrupted();
            child.end();
        }
    }

    /// The same while nothing else can happen here.
    pub fn judge_wait(&self, start: Instant, child: &Child, verdict: &Verdict) {
        self.judge(start, child, verdict);
    }
}
