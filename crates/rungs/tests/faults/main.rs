//! What Rungs does and says when something fails that is not its fault: servers, connections, locks, signals, kills. All
//! through the real binary; a file a topic.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

mod at_once;
mod connecting;
mod in_doubt;
mod journal;
mod killed;
mod node;
mod project;
#[path = "../../../rungs-postgres/tests/support/mod.rs"]
#[allow(dead_code, reason = "shared with tests that use more of it")]
mod server;
mod server_gone;
mod signals;
mod statements;
#[path = "../support/mod.rs"]
#[allow(dead_code, reason = "shared with tests that use more of it")]
mod support;
