//! Times snapshots of a throwaway server with many tables: `cargo run --release --example snapshots -- 1000`.
#![allow(clippy::print_stdout, reason = "a program for developers")]

use std::error::Error;
use std::time::Instant;

use rungs_catalog::{Scope, Snapshot};
use rungs_postgres::server::{ServerChoice, throwaway};
use rungs_postgres::{Session, Statement};

fn main() -> Result<(), Box<dyn Error>> {
    let tables: u32 = std::env::args().nth(1).map_or(Ok(1000), |count| count.parse())?;
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(measure(tables))
}

async fn measure(tables: u32) -> Result<(), Box<dyn Error>> {
    let choice =
        std::env::var("RUNGS_SERVER").map_or_else(|_| Ok(ServerChoice::default()), |text| text.parse())?;
    let server = throwaway(".".as_ref(), &choice).await?;
    let session = Session::connect(server.config()).await?;
    for table in 0..tables {
        let sql = format!(
            "CREATE TABLE t{table} (id serial PRIMARY KEY, name varchar(50) NOT NULL DEFAULT '', email text UNIQUE, \
             other int REFERENCES t{}, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz, \
             data jsonb, active boolean DEFAULT true); CREATE INDEX ON t{table} (created_at); \
             CREATE INDEX ON t{table} (other) WHERE active; COMMENT ON COLUMN t{table}.name IS 'a name'",
            table.saturating_sub(1)
        );
        session.execute(&Statement::new(sql)).await?;
    }
    session.execute(&Statement::new("ANALYZE")).await?;
    let scope = Scope::default();
    let mut last = None;
    for _ in 0..5 {
        let started = Instant::now();
        let snapshot = Snapshot::read(&session, &scope).await?;
        let read = started.elapsed();
        let started = Instant::now();
        let difference = last.as_ref().map(|last| Snapshot::diff(last, &snapshot));
        println!(
            "{} objects read in {:.1} ms, compared in {:.1} ms, equal: {}",
            snapshot.records().len(),
            read.as_secs_f64() * 1e3,
            started.elapsed().as_secs_f64() * 1e3,
            difference.is_none_or(|difference| difference.is_empty())
        );
        last = Some(snapshot);
    }
    Ok(())
}
