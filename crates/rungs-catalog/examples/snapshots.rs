//! Times snapshots of a throwaway server with many tables: `cargo run --release --example snapshots -- 1000`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program for developers")]

use std::time::Instant;

use rungs_catalog::{Scope, Snapshot};
use rungs_postgres::server::{ServerChoice, throwaway};
use rungs_postgres::{Session, Statement};

fn main() {
    let tables: u32 = std::env::args().nth(1).map_or(1000, |count| count.parse().unwrap());
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(measure(tables));
}

async fn measure(tables: u32) {
    let choice =
        std::env::var("RUNGS_SERVER").map_or_else(|_| ServerChoice::default(), |text| text.parse().unwrap());
    let server = throwaway(".".as_ref(), &choice).await.unwrap();
    let session = Session::connect(server.config()).await.unwrap();
    for table in 0..tables {
        let sql = format!(
            "CREATE TABLE t{table} (id serial PRIMARY KEY, name varchar(50) NOT NULL DEFAULT '', email text UNIQUE, \
             other int REFERENCES t{}, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz, \
             data jsonb, active boolean DEFAULT true); CREATE INDEX ON t{table} (created_at); \
             CREATE INDEX ON t{table} (other) WHERE active; COMMENT ON COLUMN t{table}.name IS 'a name'",
            table.saturating_sub(1)
        );
        session.execute(&Statement::new(sql)).await.unwrap();
    }
    session.execute(&Statement::new("ANALYZE")).await.unwrap();
    let scope = Scope::default();
    let mut last = None;
    for _ in 0..5 {
        let started = Instant::now();
        let snapshot = Snapshot::read(&session, &scope).await.unwrap();
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
}
