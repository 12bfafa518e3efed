//! Keeping a silent connection from being forgotten.

use std::time::Duration;

/// A statement may run for hours without a byte; routers forget connections sooner.
const DEFAULT_IDLE: Duration = Duration::from_secs(60);

/// TCP keepalives (PostgreSQL manual, "keepalives"). What is `None` is left to the operating system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keepalive {
    /// Whether they are sent at all.
    pub enabled: bool,
    /// Silence before the first.
    pub idle: Option<Duration>,
    /// Time from one that is not answered to the next.
    pub interval: Option<Duration>,
}

impl Default for Keepalive {
    fn default() -> Keepalive {
        Keepalive { enabled: true, idle: Some(DEFAULT_IDLE), interval: None }
    }
}

/// Seconds; zero and less leave it to the operating system.
pub(crate) fn seconds(value: &str) -> Result<Option<Duration>, String> {
    let seconds: i64 = value.trim().parse().map_err(|_| "it is not a whole number of seconds")?;
    Ok(u64::try_from(seconds).ok().filter(|n| *n > 0).map(Duration::from_secs))
}
