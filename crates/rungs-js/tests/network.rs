//! What JavaScript may ask by HTTP where it is allowed to: programs in `network` talk to a server of this test's own, and
//! print what they printed under Node. `RUNGS_RECORD=1` runs them by tsx of `tests/oracle` and writes that down.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod loopback;
mod program;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use rungs_js::{Engine, EngineOptions, Error, Net, Permissions};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/network")
}

#[test]
fn programs_are_answered_as_under_node() {
    let server = loopback::start();
    let mut failures = Vec::new();
    for name in ["fetch", "http", "axios"] {
        if name == "axios" && !folder().join("../packages/node_modules/axios").exists() {
            continue;
        }
        let main = folder().join(name).with_extension("mts");
        let expected = main.with_extension("expected");
        if env::var_os("RUNGS_RECORD").is_some() {
            let tsx = folder().join("../../../../tests/oracle/node_modules/.bin/tsx");
            let output = Command::new(tsx).arg(&main).env("SERVER", &server).output().unwrap();
            fs::write(&expected, [output.stdout, output.stderr].concat()).unwrap();
        }
        let options = EngineOptions {
            permissions: Permissions { net: Net::Anywhere, ..Permissions::all_files() },
            ..EngineOptions::default()
        };
        failures.extend(program::check_with(
            options,
            &[("SERVER", server.as_str())],
            &folder(),
            &main,
            &expected,
        ));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What a program with these hosts allowed throws.
async fn thrown(hosts: &[String], code: &str) -> String {
    let options = EngineOptions {
        permissions: Permissions { net: Net::Hosts(hosts.to_vec()), ..Permissions::all_files() },
        ..EngineOptions::default()
    };
    let file = tempfile::Builder::new().suffix(".mjs").tempfile().unwrap();
    fs::write(file.path(), code).unwrap();
    let engine = Engine::new(options).await.unwrap();
    match engine.import(file.path()).await {
        Err(Error::Thrown(error)) => error.to_string(),
        other => format!("{:?}", other.map(drop)),
    }
}

#[tokio::test]
async fn only_what_is_allowed_is_reached_also_by_redirects() {
    let server = loopback::start();
    let host = server.strip_prefix("http://").unwrap().to_owned();
    let allowed = [host];
    for (code, words) in [
        (format!("await fetch('{server}/json'); throw new Error('was reached');"), "was reached"),
        (format!("await fetch('{server}/away');"), "fetch failed"),
        (
            format!("await fetch('{server}/away').catch((error) => {{ throw error.cause; }});"),
            "example.invalid may not be reached",
        ),
        ("await fetch('http://example.invalid/');".to_owned(), "--allow-net=example.invalid"),
        ("await fetch('http://127.0.0.1:1/');".to_owned(), "127.0.0.1 may not be reached"),
        ("import http from 'http'; http.get('http://example.invalid/');".to_owned(), "may not be reached"),
        (
            format!(
                "import http from 'http'; http.get('{server}/json', {{ host: 'example.invalid', hostname: 'example.invalid' }});"
            ),
            "may not be reached",
        ),
    ] {
        let said = thrown(&allowed, &code).await;
        assert!(said.contains(words), "{code}: {said}");
    }
}
