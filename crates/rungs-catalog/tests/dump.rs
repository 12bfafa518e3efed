//! A random walk over DDL: of any two states on its way, the snapshots are equal exactly if `pg_dump --schema-only` is.
//!
//! `RUNGS_SEED` repeats a walk, `RUNGS_STEPS` lengthens it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

mod support;

#[path = "dump/normal.rs"]
mod normal;
#[path = "dump/statements.rs"]
mod statements;

use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use rungs_catalog::Snapshot;
use rungs_postgres::server::{ServerChoice, Throwaway};

use normal::normal_form;
use statements::{Dice, PREPARATION, Walk};
use support::{block_on, run, server, skipped, snapshot};

/// A state on the way.
struct Stop {
    sql: String,
    snapshot: Snapshot,
    dump: Vec<String>,
}

#[test]
fn snapshots_are_equal_exactly_if_dumps_are() {
    block_on(async {
        let Some((program, major)) = pg_dump() else {
            return skipped("no pg_dump found in /usr/lib/postgresql").unwrap_or_default();
        };
        let choice = ServerChoice::Native { major: Some(major) };
        let Some((server, session)) = server(&choice).await else { return };
        let seed = env::var("RUNGS_SEED").map_or_else(|_| time(), |seed| seed.parse().unwrap());
        let steps: usize = env::var("RUNGS_STEPS").map_or(40, |steps| steps.parse().unwrap());
        eprintln!("RUNGS_SEED={seed} on PostgreSQL {major}");
        run(&session, PREPARATION).await.unwrap();
        let mut walk = Walk::new(Dice::new(seed));
        let mut stops: Vec<Stop> = Vec::new();
        while stops.len() < steps {
            let sql = walk.next();
            if run(&session, &sql).await.is_err() {
                continue;
            }
            walk.succeeded();
            let dump = dump(&program, &server);
            stops.push(Stop { sql, snapshot: snapshot(&session).await, dump });
        }
        compare(&stops, seed);
    });
}

fn compare(stops: &[Stop], seed: u64) {
    let mut equal = 0;
    for (place, one) in stops.iter().enumerate() {
        for (further, other) in stops.iter().enumerate().skip(place + 1) {
            let difference = Snapshot::diff(&one.snapshot, &other.snapshot);
            equal += usize::from(difference.is_empty());
            if difference.is_empty() == (one.dump == other.dump) {
                continue;
            }
            let gone: Vec<_> = one.dump.iter().filter(|line| !other.dump.contains(line)).collect();
            let come: Vec<_> = other.dump.iter().filter(|line| !one.dump.contains(line)).collect();
            let way: Vec<_> = stops[place + 1..=further].iter().map(|stop| stop.sql.as_str()).collect();
            panic!(
                "RUNGS_SEED={seed}: after\n{}\nthe catalog says\n{difference}\nand pg_dump\n- {gone:#?}\n+ {come:#?}",
                way.join(";\n")
            );
        }
    }
    eprintln!("{} states, {equal} pairs of them equal", stops.len());
    assert!(equal > 0, "RUNGS_SEED={seed}: no two states are equal, which tries nothing");
}

fn time() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as u64
}

/// The newest `pg_dump` on the machine, with its major version.
fn pg_dump() -> Option<(PathBuf, u32)> {
    let installed = std::fs::read_dir("/usr/lib/postgresql").ok()?.filter_map(|entry| {
        let folder = entry.ok()?.path();
        let major: u32 = folder.file_name()?.to_str()?.parse().ok()?;
        let program = folder.join("bin/pg_dump");
        program.exists().then_some((program, major))
    });
    installed.max_by_key(|(_, major)| *major)
}

fn dump(program: &PathBuf, server: &Throwaway) -> Vec<String> {
    let endpoint = &server.config().endpoints[0];
    let socket = endpoint.socket_path().unwrap();
    let output = Command::new(program)
        .args(["--schema-only", "--username=postgres", "--dbname=postgres", "--no-password", "--host"])
        .arg(socket.parent().unwrap())
        .arg(format!("--port={}", endpoint.port))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    normal_form(&String::from_utf8(output.stdout).unwrap())
}
