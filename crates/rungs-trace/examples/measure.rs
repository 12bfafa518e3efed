//! How much tracing costs: the same statements with and without, on a throwaway server with many tables.
//!
//! ```text
//! cargo run --release -p rungs-trace --example measure [TABLES]
//! ```
#![allow(clippy::print_stdout, reason = "that is what it is for")]

use std::time::{Duration, Instant};

use rungs_postgres::server::{self, ServerChoice};
use rungs_postgres::{Session, Statement};
use rungs_trace::Tracer;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tables: usize = std::env::args().nth(1).map_or(Ok(1_000), |text| text.parse())?;
    let throwaway = server::throwaway(env!("CARGO_MANIFEST_DIR").as_ref(), &ServerChoice::default()).await?;
    let session = Session::connect(throwaway.config()).await?;
    for number in 0..tables {
        session.execute(&Statement::new(table("t", number))).await?;
    }
    let tracer = Tracer::attach(&session);
    let plain = run(&session, "plain").await?;
    let start = Instant::now();
    tracer.baseline().await?;
    let baseline = start.elapsed();
    tracer.start();
    let traced = run(&session, "traced").await?;
    let seen = tracer.stop()?.statements.len();
    println!("{tables} tables: baseline {baseline:?}; {seen} statements plain {plain:?}, traced {traced:?}");
    Ok(())
}

/// A migration: some tables, and changes to tables that are there.
async fn run(session: &Session, prefix: &str) -> Result<Duration, rungs_postgres::Error> {
    let start = Instant::now();
    session.execute(&Statement::new("BEGIN")).await?;
    for number in 0..50 {
        session.execute(&Statement::new(table(prefix, number))).await?;
        let change = format!("alter table t{number} add column {prefix} int");
        session.execute(&Statement::new(change)).await?;
    }
    session.execute(&Statement::new("COMMIT")).await?;
    Ok(start.elapsed())
}

fn table(prefix: &str, number: usize) -> String {
    format!(
        "create table {prefix}{number} (id bigint primary key, name text not null unique, at timestamptz default now())"
    )
}
