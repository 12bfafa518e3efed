//! Runs of migrations on a real server, with a front-end whose migrations are lists of SQL statements.

#![allow(clippy::unwrap_used)]

mod batches;
mod beside;
mod database;
mod failures;
mod front_end;
mod hooks;
mod killed;
mod refusals;
