//! A database's schema in words, to compare two of them without `pg_dump`.
use std::process::Command;

use crate::Error;
use crate::database::Database;

/// One statement whose rows are lines of text; see the file.
const DESCRIBE: &str = include_str!("schema.sql");

/// Every object of the schema, a line or a few each, in an order of its own.
///
/// # Errors
/// The server cannot be reached.
pub fn describe(database: &Database) -> Result<Vec<String>, Error> {
    Ok(database.rows(DESCRIBE)?.iter().flat_map(|row| row.lines().map(str::to_owned)).collect())
}

/// `pg_dump --schema-only`, where there is one of the server's version or newer. Left out are lines that differ from run
/// to run (random keys, the database's name) and what Rungs keeps for itself after a failure.
///
/// # Errors
/// `pg_dump` is there, new enough, and fails.
pub fn dump(database: &Database) -> Result<Option<String>, Error> {
    let Some(version) = pg_dump_major() else { return Ok(None) };
    if version < database.server().major()? {
        return Ok(None);
    }
    let output = Command::new("pg_dump")
        .args([
            "--schema-only",
            "--exclude-table=rungs_*_journal",
            "--exclude-table=rungs_migrations",
            "--dbname",
            &database.url,
        ])
        .output()
        .map_err(Error::file("pg_dump"))?;
    if !output.status.success() {
        return Err(Error::Server(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let lines =
        text.lines().filter(|line| !line.starts_with(r"\restrict") && !line.starts_with(r"\unrestrict"));
    Ok(Some(lines.map(|line| format!("{line}\n")).collect()))
}

fn pg_dump_major() -> Option<u32> {
    let output = Command::new("pg_dump").arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.split_whitespace().find_map(|word| word.split('.').next()?.parse().ok())
}
