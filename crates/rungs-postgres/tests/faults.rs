//! Servers that misbehave: each is a few bytes sent by a listener in this process.

#![allow(clippy::unwrap_used)]

use rungs_postgres::{ConnectConfig, Endpoint, Error, Session, SessionAttributes, SslMode, Statement};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// AuthenticationOk, BackendKeyData, ReadyForQuery.
const WELCOME: &[u8] = b"R\0\0\0\x08\0\0\0\0K\0\0\0\x0c\0\0\0\x07\0\0\0\x09Z\0\0\0\x05I";
/// The first half of a DataRow.
const HALF_A_ROW: &[u8] = b"D\0\0\0\xff\0\x01";
/// A row with a boolean that is true.
const TRUE: &[u8] = b"T\0\0\0\x1a\0\x01x\0\0\0\0\0\0\0\0\0\0\x10\0\x01\xff\xff\xff\xff\0\0D\0\0\0\x0b\0\x01\0\0\0\x01tC\0\0\0\x0dSELECT 1\0Z\0\0\0\x05I";
const SHUTDOWN: &[u8] = b"E\0\0\0\x26SFATAL\0VFATAL\0C57P01\0Mgoing away\0\0";

/// Answers each read of the client with the next of `answers`, then closes, or stays silent if told so.
async fn fake(answers: &'static [&'static [u8]], silent: bool) -> ConnectConfig {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut buffer = [0; 4096];
            for answer in answers {
                let _ = stream.read(&mut buffer).await;
                stream.write_all(answer).await.unwrap();
            }
            if silent {
                tokio::time::sleep(Duration::from_secs(60)).await;
            }
        }
    });
    let mut config =
        ConnectConfig { endpoints: vec![Endpoint::new("127.0.0.1", port)], ..ConnectConfig::default() };
    config.tls.mode = SslMode::Disable;
    config.connect_timeout = Some(Duration::from_millis(300));
    config
}

async fn refusal(config: &ConnectConfig) -> Error {
    Session::connect(config).await.err().expect("the connection should have failed")
}

#[tokio::test(flavor = "current_thread")]
async fn nobody_there() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let config = ConnectConfig::from_url(&format!("postgres://u:hunter2@127.0.0.1:{port}/d")).unwrap();
    let error = refusal(&config).await;
    assert!(matches!(error, Error::Refused { .. }));
    assert!(error.to_string().contains(&format!("127.0.0.1:{port}")), "{error}");
    let several = ConnectConfig::from_url(&format!("postgres://127.0.0.1:{port},[::1]:{port}/d")).unwrap();
    assert!(matches!(refusal(&several).await, Error::NoServer { attempts } if attempts.len() == 2));
    let socket = ConnectConfig::from_url("postgres:///d?host=/nonexistent").unwrap();
    assert!(matches!(refusal(&socket).await, Error::Refused { .. }));
}

#[tokio::test(flavor = "current_thread")]
async fn not_postgresql() {
    for answers in
        [&[b"HTTP/1.1 400 Bad Request\r\n\r\n" as &[u8]] as &[&[u8]], &[b"SSH-2.0-OpenSSH\r\n"], &[b""]]
    {
        for mode in [SslMode::Disable, SslMode::Require] {
            let mut config = fake(answers, false).await;
            config.tls.mode = mode;
            let error = refusal(&config).await;
            let expected = matches!(error, Error::NotPostgres { .. } | Error::Tls { .. });
            assert!(expected, "{answers:?} {mode:?}: {error:?}");
        }
    }
    assert!(matches!(refusal(&fake(&[b""], true).await).await, Error::ConnectTimeout { .. }));
    let mut config = fake(&[b"N"], false).await;
    config.tls.mode = SslMode::Require;
    assert!(matches!(refusal(&config).await, Error::TlsNotOffered { .. }));
}

#[tokio::test(flavor = "current_thread")]
async fn connections_that_end() {
    let cut: &'static [&'static [u8]] = &[WELCOME, HALF_A_ROW];
    let shutdown: &'static [&'static [u8]] = &[WELCOME, SHUTDOWN];
    for (answers, sqlstate) in [(cut, None), (shutdown, Some("57P01"))] {
        let session = Session::connect(&fake(answers, false).await).await.unwrap();
        let error = session.execute(&Statement::new("select 1")).await.unwrap_err();
        assert!(matches!(error, Error::ConnectionLost { .. }), "{error:?}");
        assert_eq!((error.sqlstate(), error.statement().unwrap().sql.as_str()), (sqlstate, "select 1"));
        assert!(session.is_closed());
        assert!(matches!(session.execute(&Statement::new("select 1")).await, Err(Error::Closed { .. })));
    }
    let session = Session::connect(&fake(&[WELCOME, b"\0\0\0\0\0\0\0\0"], true).await).await.unwrap();
    let error = session.execute(&Statement::new("select 1")).await.unwrap_err();
    assert!(matches!(error, Error::Protocol { .. }), "{error:?}");
}

/// What a server may ask for that cannot be done, or must not be.
#[tokio::test(flavor = "current_thread")]
async fn odd_logins() {
    const GSSAPI: &[&[u8]] = &[b"R\0\0\0\x08\0\0\0\x07"];
    const SASL_UNKNOWN: &[&[u8]] = &[b"R\0\0\0\x0d\0\0\0\x0aFOO\0\0"];
    const SCRAM: &[u8] = b"R\0\0\0\x17\0\0\0\x0aSCRAM-SHA-256\0\0";
    for answers in [GSSAPI, SASL_UNKNOWN, &[SCRAM, b"R\0\0\0\x0d\0\0\0\x0bwhat?"]] {
        let mut config = fake(answers, true).await;
        config.password = Some("hunter2".into());
        let error = refusal(&config).await;
        assert!(matches!(error, Error::Authentication { .. }), "{error:?}");
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }
    // A server that lets us in without having shown that it knows the password may be anybody.
    let mut config = fake(&[SCRAM, WELCOME], true).await;
    config.password = Some("hunter2".into());
    assert!(matches!(refusal(&config).await, Error::NotPostgres { .. }));
}

/// Servers before 14 do not report what they are.
#[tokio::test(flavor = "current_thread")]
async fn old_servers_are_asked_what_they_are() {
    let cases = [
        (SessionAttributes::Any, true),
        (SessionAttributes::Standby, true),
        (SessionAttributes::PreferStandby, true),
        (SessionAttributes::Primary, false),
        (SessionAttributes::ReadOnly, true),
        (SessionAttributes::ReadWrite, false),
    ];
    for (attributes, fits) in cases {
        let mut config = fake(&[WELCOME, TRUE], true).await;
        config.session_attributes = attributes;
        match Session::connect(&config).await {
            Ok(_) => assert!(fits, "{attributes:?}"),
            Err(error) => {
                assert!(!fits && matches!(error, Error::WrongServer { .. }), "{attributes:?} {error:?}")
            }
        }
    }
}
