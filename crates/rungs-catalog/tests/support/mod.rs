//! A throwaway server for the tests.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code, reason = "tests may panic; not each uses all")]

use std::path::Path;
use std::{env, fs};

use rungs_catalog::{Scope, Snapshot};
use rungs_postgres::server::{self, LaunchError, ServerChoice, Throwaway};
use rungs_postgres::{Session, Statement};
use serde::de::DeserializeOwned;

/// `RUNGS_SERVER=embedded=12` tries another version.
pub fn choice() -> ServerChoice {
    env::var("RUNGS_SERVER").map_or_else(|_| ServerChoice::default(), |choice| choice.parse().unwrap())
}

/// A server with a session on it; nothing, said aloud, where there is none and `RUNGS_REQUIRE_SERVERS` is not 1.
pub async fn server(choice: &ServerChoice) -> Option<(Throwaway, Session)> {
    let throwaway = match server::throwaway(env!("CARGO_MANIFEST_DIR").as_ref(), choice).await {
        Ok(throwaway) => throwaway,
        Err(error @ LaunchError::NoBinaries { .. }) => return skipped(&error.to_string()),
        Err(error) => panic!("{error}"),
    };
    let session = Session::connect(throwaway.config()).await.unwrap();
    Some((throwaway, session))
}

/// Nothing, said aloud; a failure where nothing may be skipped.
pub fn skipped<T>(reason: &str) -> Option<T> {
    assert!(env::var_os("RUNGS_REQUIRE_SERVERS").is_none_or(|value| value != "1"), "{reason}");
    eprintln!("SKIPPED: {reason}");
    None
}

pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

pub async fn run(session: &Session, sql: &str) -> Result<(), String> {
    session.execute(&Statement::new(sql)).await.map(drop).map_err(|error| format!("{error}\n  in: {sql}"))
}

pub async fn snapshot(session: &Session) -> Snapshot {
    Snapshot::read(session, &Scope::default()).await.unwrap_or_else(|error| panic!("{error}"))
}

/// The TOML files of a folder of `tests`, by name.
pub fn pages<T: DeserializeOwned>(folder: &str) -> Vec<(String, T)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let page = |file: &Path| {
        let text = fs::read_to_string(file).unwrap();
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    };
    files.iter().map(|file| (file.file_name().unwrap().to_string_lossy().into_owned(), page(file))).collect()
}
