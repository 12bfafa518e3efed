//! What `rungs plan --format sql` prints, run by `psql`, leaves what `migrate:latest` leaves: the same `pg_dump`, the same
//! ledger. Also back: `rungs plan --down --all` against `migrate:rollback --all`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rungs_testing::database::Database;
use rungs_testing::schema::dump;
use rungs_testing::server::server_of;
use rungs_testing::tool::{is_required, repository};

#[test]
fn psql_leaves_what_a_run_leaves() {
    // `psql` and `pg_dump` come with the server of the machine.
    let server = match server_of("native") {
        Ok(server) => server,
        Err(error) => {
            assert!(!is_required("RUNGS_REQUIRE_SERVERS"), "{error}");
            return eprintln!("skipped: {error}");
        }
    };
    let mut compared = 0;
    for project in projects() {
        let (by_run, by_psql) = (server.create_database().unwrap(), server.create_database().unwrap());
        rungs(&project, &by_run, &["migrate:latest"]);
        psql(&project, &by_psql, &["plan", "--format", "sql", "--server", "native"]);
        let both = [&by_run, &by_psql].map(described);
        assert_eq!(both[1], both[0], "{}: up", project.display());
        compared += 1;
        let back = try_rungs(&project, &by_run, &["migrate:rollback", "--all"]);
        if !back.status.success() {
            continue;
        }
        psql(&project, &by_psql, &["plan", "--down", "--all", "--format", "sql", "--server", "native"]);
        let both = [&by_run, &by_psql].map(described);
        assert_eq!(both[1], both[0], "{}: down", project.display());
    }
    assert!(compared > 3, "only {compared} projects");
}

fn projects() -> Vec<PathBuf> {
    let folder = repository().join("tests/projects");
    let mut projects: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    projects.retain(|path| path.join("PAGE.md").is_file());
    projects.push(repository().join("examples/fitvibe/app/backend"));
    projects.sort();
    projects
}

/// The schema and the ledger, times left out.
fn described(database: &Database) -> (Option<String>, Vec<String>) {
    (dump(database).unwrap(), database.ledger("knex_migrations").unwrap())
}

fn rungs(project: &Path, database: &Database, arguments: &[&str]) -> String {
    let output = try_rungs(project, database, arguments);
    assert!(
        output.status.success(),
        "{} {arguments:?}: {}",
        project.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn try_rungs(project: &Path, database: &Database, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rungs"))
        .args(arguments)
        .current_dir(project)
        .env("DATABASE_URL", &database.url)
        .env("TZ", "UTC")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Plans, and runs the script.
fn psql(project: &Path, database: &Database, plan: &[&str]) {
    let script = rungs(project, database, plan);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &script).unwrap();
    let output = Command::new("psql")
        .args(["--no-psqlrc", "--quiet", "--output=/dev/null", "--dbname", &database.url, "--file"])
        .arg(file.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}: {}\n{script}",
        project.display(),
        String::from_utf8_lossy(&output.stderr)
    );
}
