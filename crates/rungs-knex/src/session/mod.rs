//! What the prelude sends goes to PostgreSQL from here, and what comes back becomes JavaScript.

mod connections;
mod cursors;
mod failure;
mod line;
mod natives;
mod own_lock;
mod respond;

pub(crate) use connections::{Connections, Desk, Locate};
pub(crate) use natives::{describe, install};
