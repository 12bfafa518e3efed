//! Servers that cannot be had, or do not let us in.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::project::{Project, migration};
use crate::server::TestServer;

const HBA: &str = "host all pw 127.0.0.1/32 scram-sha-256";

const ROLES: &str = "create role pw login password 'hunter2'; create role weak login; \
     create role limited login connection limit 0; create database app; create database ro; \
     alter database ro set default_transaction_read_only = on; revoke create on schema public from public";

/// A listener that answers each client once.
fn listener(answer: &'static [u8], silent: bool) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            thread::spawn(move || {
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(answer);
                thread::sleep(Duration::from_secs(if silent { 60 } else { 0 }));
            });
        }
    });
    port
}

/// AuthenticationOk, `server_version` 11.22, BackendKeyData, ReadyForQuery.
const OLD: &[u8] =
    b"R\0\0\0\x08\0\0\0\0S\0\0\0\x19server_version\x0011.22\0K\0\0\0\x0c\0\0\0\x07\0\0\0\x09Z\0\0\0\x05I";

#[test]
fn what_keeps_us_out_is_told() {
    let Some(server) = TestServer::start("", HBA, |_| ()) else { return };
    let port = server.port;
    for sql in ROLES.split(';') {
        let at = ["-q", "-h", "127.0.0.1", "-p", &port.to_string(), "-U", "postgres", "-c", sql.trim()];
        assert!(Command::new("psql").args(at).status().unwrap().success(), "{sql}");
    }
    let at = |user: &str, database: &str| format!("postgres://{user}@127.0.0.1:{port}/{database}");
    let there = |port: u16| format!("postgres://me@127.0.0.1:{port}/app?connect_timeout=1");
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    #[rustfmt::skip]
    let cases: &[(String, &[&str])] = &[
        (at("postgres", "nope"), &["database \"nope\" does not exist", "createdb"]),
        (at("pw:wrong", "app"), &["rejects user \"pw\"", "password authentication failed"]),
        (at("pw", "app"), &["asks for a password of user \"pw\"", "PGPASSWORD"]),
        (at("nobody", "app"), &["role \"nobody\" does not exist"]),
        (at("limited", "app"), &["too many connections for role \"limited\"", "connection limit"]),
        (at("weak", "postgres"), &["permission denied for schema public", "Have the owner grant", "CREATE on the schema"]),
        (at("postgres", "ro"), &["read-only transaction", "Connect to the primary"]),
        (at("postgres", "app?sslmode=require"), &["does not offer TLS"]),
        ("postgres://me@no.such.host.invalid/app".to_owned(), &["cannot find the host \"no.such.host.invalid\""]),
        ("postgres:///app?host=/nonexistent".to_owned(), &["/nonexistent/.s.PGSQL.5432", "is a PostgreSQL server running there?"]),
        (there(free), &["Connection refused", "is a PostgreSQL server running there?"]),
        (there(listener(b"HTTP/1.1 400 Bad Request\r\n\r\n", false)), &["does not answer as a PostgreSQL server does"]),
        (there(listener(b"", true)), &["no answer from", "within 1 s", "check host, port and firewall"]),
        (format!("{}&sslmode=disable", there(listener(OLD, true))), &["PostgreSQL 11.22 is too old", "12 or newer"]),
    ];
    let project = Project::new(&[("1_a", migration(&["create table a ()"]))]);
    for (url, said) in cases {
        let start = Instant::now();
        let ended = project.latest(url);
        ended.failed(1, said);
        assert!(!ended.stderr.contains("hunter2") && !ended.stderr.contains("wrong"), "{ended:?}");
        assert!(start.elapsed() < Duration::from_secs(8), "{url} took {:?}", start.elapsed());
    }
}
