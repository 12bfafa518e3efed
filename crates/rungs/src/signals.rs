//! Ctrl-C and SIGTERM: the first asks the run to stop, the second ends the process at once.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rungs_run::Interrupt;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use tokio::signal::unix::{SignalKind, signal};

/// The signals that end a run, and what became of them.
#[derive(Clone)]
pub struct Signals {
    interrupt: Interrupt,
    /// The number of the last signal; zero before.
    received: Arc<AtomicUsize>,
    flag: Arc<AtomicBool>,
}

impl Signals {
    /// Listens from now on. To be called inside a `LocalSet`.
    ///
    /// # Errors
    /// When the system refuses to register a handler.
    pub fn listen() -> io::Result<Self> {
        let signals = Self { interrupt: Interrupt::new(), received: Arc::default(), flag: Arc::default() };
        let armed = &signals.flag;
        for number in [SIGINT, SIGTERM] {
            // In this order: the first signal finds the flag unset, and sets it. The handler itself ends the process
            // on the second, so that an endless loop in a migration cannot keep it alive.
            flag::register_conditional_shutdown(number, 128 + number, armed.clone())?;
            flag::register_usize(number, signals.received.clone(), usize::try_from(number).unwrap_or(0))?;
            flag::register(number, armed.clone())?;
            let mut stream = signal(SignalKind::from_raw(number))?;
            let signals = signals.clone();
            tokio::task::spawn_local(async move {
                while stream.recv().await.is_some() {
                    signals.interrupt.request();
                }
            });
        }
        Ok(signals)
    }

    /// What asks a run to stop.
    pub fn interrupt(&self) -> Interrupt {
        self.interrupt.clone()
    }

    /// Set by the first signal, at once: for code that gives no control back, such as an endless loop in a migration.
    pub fn flag(&self) -> Arc<AtomicBool> {
        self.flag.clone()
    }

    /// Ends when a signal has come and no run is there to end in order.
    pub async fn unheeded(&self) {
        self.interrupt.unheeded().await;
    }

    /// The exit code of a process that a signal ended: 130 for Ctrl-C, 143 for SIGTERM.
    pub fn exit_code(&self) -> Option<u8> {
        match self.received.load(Ordering::Relaxed) {
            0 => None,
            number => u8::try_from(128 + number).ok(),
        }
    }
}
