//! What connection URLs mean, and that passwords stay secret.

#![allow(clippy::unwrap_used)]

use rungs_postgres::{ConnectConfig, SslMode};
use std::time::Duration;

#[test]
fn urls() {
    #[rustfmt::skip]
    let cases = [
        ("postgres://ann@db.example/app", "ann@db.example:5432/app"),
        ("postgresql://ann:secret@db.example:6000/app", "ann@db.example:6000/app"),
        ("postgres://ann@[::1]:6000/app", "ann@[::1]:6000/app"),
        ("postgres://ann@%2Fvar%2Frun/app", "ann@/var/run/.s.PGSQL.5432/app"),
        ("postgres://ann@/app?host=/run&port=1", "ann@/run/.s.PGSQL.1/app"),
        ("postgres://ann@a:1,b:2/app", "ann@a:1,b:2/app"),
        ("postgres://a%40n:p%2Fw@h/a%20b", "a@n@h:5432/a b"),
        ("postgres://h?user=bob&dbname=x", "bob@h:5432/x"),
        ("postgres://ann@name/?hostaddr=127.0.0.1", "ann@name:5432/ann"),
    ];
    for (url, expected) in cases {
        assert_eq!(ConnectConfig::from_url(url).unwrap().to_string(), expected, "{url}");
    }
    let url = "postgres://u:p%40:w@h/d?sslmode=verify-full&target_session_attrs=read-write&connect_timeout=3&application_name=a%26b&options=-c%20x%3D1";
    let config = ConnectConfig::from_url(url).unwrap();
    assert_eq!(config.password.unwrap().reveal(), "p@:w");
    assert_eq!(config.tls.mode, SslMode::VerifyFull);
    assert_eq!(config.session_attributes.name(), "read-write");
    assert_eq!(config.connect_timeout, Some(Duration::from_secs(3)));
    assert_eq!(config.application_name.as_deref(), Some("a&b"));
    assert_eq!(config.options.as_deref(), Some("-c x=1"));
}

/// Whatever is wrong with a URL, its password is in neither the error nor the configuration as printed.
#[test]
fn passwords_stay_secret() {
    let wrong = [
        "postgres://u:hunter2@h:port/d",
        "postgres://u:hunter2%zz@h/d",
        "postgres://u:hunter2?x@h/d",
        "postgres://u:hunter2/x@h/d",
        "postgres://u:hunter2@h/d?sslmode=hunter2",
        "postgres://u:x@h/d?hunter2",
        "postgres://u:x@h/d?connect_timeout=hunter2",
        "mysql://u:hunter2@h/d",
        "u:hunter2@h",
    ];
    for url in wrong {
        let error = ConnectConfig::from_url(url).expect_err(url);
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
    }
    let config = ConnectConfig::from_url("postgres://u:hunter2@h/d").unwrap();
    assert!(!format!("{config} {config:?} {config:#?}").contains("hunter2"));
    assert!(ConnectConfig::from_url("postgres://h/d?pgbouncer=true").is_err());
    assert!(ConnectConfig::from_node_url("postgres://h/d?pgbouncer=true").is_ok());
}

#[test]
fn ssl_in_a_url() {
    let cases = [
        ("", SslMode::Prefer),
        ("?ssl=true", SslMode::Require),
        ("?ssl=1", SslMode::Require),
        ("?ssl=0", SslMode::Disable),
        ("?ssl=false", SslMode::Disable),
        ("?ssl=no-verify", SslMode::Require),
        ("?sslmode=no-verify", SslMode::Require),
        ("?sslmode=verify-ca", SslMode::VerifyCa),
        ("?sslrootcert=system", SslMode::VerifyFull),
        ("?sslmode=verify-full&sslrootcert=system", SslMode::VerifyFull),
    ];
    for (query, mode) in cases {
        let url = format!("postgres://h/d{query}");
        assert_eq!(ConnectConfig::from_url(&url).unwrap().tls.mode, mode, "{url}");
    }
    for weak in ["sslmode=require&sslrootcert=system", "sslrootcert=system&sslmode=prefer"] {
        assert!(ConnectConfig::from_url(&format!("postgres://h/d?{weak}")).is_err(), "{weak}");
    }
}

/// Expected values are those of `parse` in pg-connection-string 2, which Knex reads URLs with.
#[test]
fn stray_percents_as_in_node() {
    let cases = [
        ("postgres://u:p%w@h/d", "p%w"),
        ("postgres://u:100%@h/d", "100%"),
        ("postgres://u:a%40b%zz@h/d", "a@b%zz"),
        ("postgres://u:a%4ab%zz@h/d", "a%4ab%zz"),
        ("postgres://u:a%4Ab@h/d", "aJb"),
    ];
    for (url, password) in cases {
        let config = ConnectConfig::from_node_url(url).unwrap();
        assert_eq!(config.password.unwrap().reveal(), password, "{url}");
    }
    assert!(ConnectConfig::from_url("postgres://u:p%w@h/d").is_err());
}
