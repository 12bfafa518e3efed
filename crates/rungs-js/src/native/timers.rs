use std::{cell::RefCell, collections::HashMap, rc::Rc, task::Poll, time::Duration};

use futures::future::{AbortHandle, Abortable};
use rquickjs::{Ctx, Function, Object};

use super::add;
use crate::host::{Host, Outstanding};

/// A timer that waits.
struct Waiting {
    abort: AbortHandle,
    /// Held while the timer keeps the program alive (`ref`).
    guard: Option<Outstanding>,
}

type Timers = Rc<RefCell<HashMap<u64, Waiting>>>;

/// `startTimer(id, milliseconds, callback)`, `stopTimer(id)`, `holdTimer(id, whether)`.
pub(super) fn install<'js>(native: &Object<'js>, host: &Rc<Host>) -> rquickjs::Result<()> {
    let timers = Timers::default();
    let (t, h) = (timers.clone(), host.clone());
    add(native, "startTimer", move |ctx: Ctx<'js>, id: u64, milliseconds: f64, callback: Function<'js>| {
        start(&ctx, &t, &h, id, milliseconds, callback);
    })?;
    let t = timers.clone();
    add(native, "stopTimer", move |id: u64| {
        if let Some(waiting) = t.borrow_mut().remove(&id) {
            waiting.abort.abort();
        }
    })?;
    let h = host.clone();
    add(native, "holdTimer", move |id: u64, hold: bool| {
        if let Some(waiting) = timers.borrow_mut().get_mut(&id) {
            waiting.guard = hold.then(|| h.outstanding());
        }
    })
}

fn start<'js>(
    ctx: &Ctx<'js>,
    timers: &Timers,
    host: &Rc<Host>,
    id: u64,
    milliseconds: f64,
    callback: Function<'js>,
) {
    let (abort, registration) = AbortHandle::new_pair();
    timers.borrow_mut().insert(id, Waiting { abort, guard: Some(host.outstanding()) });
    let (timers, host) = (timers.clone(), host.clone());
    let pause = Duration::from_secs_f64((milliseconds / 1000.0).clamp(0.0, 2_147_483.647));
    let context = ctx.clone();
    let wait = async move {
        if pause.is_zero() {
            next_turn().await;
        } else {
            tokio::time::sleep(pause).await;
        }
        // What is due before a timer: promises that were settled meanwhile.
        while context.execute_pending_job() {}
        let Some(waiting) = timers.borrow_mut().remove(&id) else { return };
        if let Err(error) = callback.call::<_, ()>(()) {
            host.report_uncaught(&context, &error);
        }
        // Promises go on before the next timer fires, as in Node.
        while context.execute_pending_job() {}
        drop(waiting);
    };
    ctx.spawn(async move {
        // An aborted timer is one that was cleared.
        let _ = Abortable::new(wait, registration).await;
    });
}

/// Waits for the next turn of the event loop; first come, first served, which tokio's `yield_now` does not promise.
async fn next_turn() {
    let mut waited = false;
    std::future::poll_fn(|context| {
        if waited {
            return Poll::Ready(());
        }
        waited = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
