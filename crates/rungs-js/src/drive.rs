//! Running a promise to its end, under a watchdog.

use std::{
    future::poll_fn,
    task::{Context, Poll},
};

use rquickjs::{Ctx, Function, Value, async_with, promise::MaybePromise};

use crate::{clock::Stop, engine::Engine, error::Error, error::JsError, host::Host, native, thrown};

/// How often the watchdog looks again before it believes that nothing is left to happen: tasks that were just
/// spawned need a turn to start.
const QUIET_TURNS: u8 = 4;

impl Engine {
    /// Calls JavaScript with `start`, awaits what it returns (a promise, any thenable, or a plain value), and
    /// turns that into `T` with `finish`. `what` names the file in the watchdog's messages.
    ///
    /// Other native futures of the engine run meanwhile.
    ///
    /// # Errors
    /// The exception; or what the watchdog saw, see [`Error`].
    pub async fn run<T: 'static>(
        &self,
        what: &str,
        start: impl for<'js> FnOnce(Ctx<'js>) -> rquickjs::Result<Value<'js>>,
        finish: impl for<'js> FnOnce(Ctx<'js>, Value<'js>) -> rquickjs::Result<T>,
    ) -> Result<T, Error> {
        let host = self.host.clone();
        host.rejections.borrow_mut().clear();
        let reader = host.clone();
        let work = async_with!(self.context => |ctx| {
            let result = run_in(&ctx, start, finish).await;
            result.map_err(|error| Box::new(thrown::from_error(&ctx, &error, &reader.files)))
        });
        let mut work = std::pin::pin!(work);
        let mut quiet = 0;
        poll_fn(|cx| {
            host.clock.enter();
            let poll = work.as_mut().poll(cx);
            host.clock.leave();
            host.judge(what, poll, &mut quiet, cx)
        })
        .await
    }

    /// Runs timers and other native operations until none is left that keeps a program alive, as Node does after
    /// the main module.
    ///
    /// # Errors
    /// What a callback threw; or what the watchdog saw.
    pub async fn drain(&self, what: &str) -> Result<(), Error> {
        match self.run(what, |ctx| Ok(ctx.promise()?.0.into_value()), |_, _| Ok(())).await {
            Err(Error::NeverSettles { .. }) => Ok(()),
            other => other,
        }
    }
}

async fn run_in<'js, T>(
    ctx: &Ctx<'js>,
    start: impl FnOnce(Ctx<'js>) -> rquickjs::Result<Value<'js>>,
    finish: impl FnOnce(Ctx<'js>, Value<'js>) -> rquickjs::Result<T>,
) -> rquickjs::Result<T> {
    let mut returned = start(ctx.clone())?;
    // Promises can be awaited as they are, and what is no object is no promise; anything else may be a thenable.
    if returned.is_object() && !returned.is_promise() {
        returned = ctx.globals().get::<_, Function>(native::SETTLE)?.call((returned,))?;
    }
    let value = MaybePromise::from_value(returned).into_future::<Value>().await?;
    // What else is due in this turn, a late `catch` say.
    while ctx.execute_pending_job() {}
    finish(ctx.clone(), value)
}

impl Host {
    /// What a turn of the event loop came to.
    fn judge<T>(
        &self,
        what: &str,
        poll: Poll<Result<T, Box<JsError>>>,
        quiet: &mut u8,
        cx: &Context<'_>,
    ) -> Poll<Result<T, Error>> {
        let what = || what.to_string();
        match self.clock.take_stop() {
            Some(Stop::TooLong) => {
                let seconds = self.clock.limit().as_secs();
                return Poll::Ready(Err(Error::EndlessLoop { what: what(), seconds }));
            }
            Some(Stop::Interrupted) => return Poll::Ready(Err(Error::Interrupted { what: what() })),
            Some(Stop::Exit) => {
                let code = self.exit.take().unwrap_or_default();
                return Poll::Ready(Err(Error::Exit { what: what(), code }));
            }
            None => {}
        }
        let rejection = self.rejections.borrow_mut().drain(..).next();
        match (poll, rejection) {
            (Poll::Ready(Err(error)), _) => Poll::Ready(Err(Error::Thrown(error))),
            (_, Some((_, error))) => {
                Poll::Ready(Err(Error::UnhandledRejection { what: what(), error: Box::new(error) }))
            }
            (Poll::Ready(Ok(value)), None) => Poll::Ready(Ok(value)),
            (Poll::Pending, None) if self.outstanding.get() > 0 => {
                *quiet = 0;
                Poll::Pending
            }
            (Poll::Pending, None) if *quiet < QUIET_TURNS => {
                *quiet += 1;
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            (Poll::Pending, None) => Poll::Ready(Err(Error::NeverSettles { what: what() })),
        }
    }

    /// Keeps account of promises that are rejected without a handler.
    pub(crate) fn track_rejection<'js>(
        &self,
        ctx: &Ctx<'js>,
        promise: &Value<'js>,
        reason: &Value<'js>,
        handled: bool,
    ) {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        promise.hash(&mut hasher);
        let identity = hasher.finish();
        let mut rejections = self.rejections.borrow_mut();
        if handled {
            rejections.retain(|(known, _)| *known != identity);
        } else {
            drop(rejections);
            let error = thrown::from_value(ctx, reason, &self.files);
            self.rejections.borrow_mut().push((identity, error));
        }
    }
}
