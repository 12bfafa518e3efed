//! TLS with a real server: modes, trust, channel binding, client certificates.

#![allow(clippy::unwrap_used)]

mod support;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, SigningKey};
use rungs_postgres::{ChannelBinding, ConnectConfig, Error, Pem, Roots, Session, SslMode, Statement};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;
use support::TestServer;
use x509_cert::Certificate;
use x509_cert::certificate::Version;
use x509_cert::der::asn1::BitString;
use x509_cert::der::pem::LineEnding;
use x509_cert::der::{DecodePem, Encode, EncodePem};

const HBA: &str = "hostssl all scram 127.0.0.1/32 scram-sha-256
hostssl all cert 127.0.0.1/32 cert
hostssl all only_tls 127.0.0.1/32 trust
hostnossl all only_plain 127.0.0.1/32 trust
host all only_tls,only_plain 127.0.0.1/32 reject";

struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new(name: &str) -> Authority {
        let mut params = CertificateParams::new([]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, name);
        Authority(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    fn pem(&self) -> String {
        self.0.pem()
    }

    /// The same certificate as one of version 1.
    fn sign_as_version_1(&self, pem: &str) -> String {
        let mut certificate = Certificate::from_pem(pem).unwrap();
        certificate.tbs_certificate.version = Version::V1;
        certificate.tbs_certificate.extensions = None;
        let signature = self.0.key().sign(&certificate.tbs_certificate.to_der().unwrap()).unwrap();
        certificate.signature = BitString::from_bytes(&signature).unwrap();
        certificate.to_pem(LineEnding::LF).unwrap()
    }

    /// A certificate for `names` (or none) with a common name, and its key.
    fn sign(&self, common_name: &str, names: &[&str]) -> (String, String) {
        let mut params =
            CertificateParams::new(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).unwrap();
        params.distinguished_name.push(DnType::CommonName, common_name);
        let key = KeyPair::generate().unwrap();
        (params.signed_by(&key, &self.0).unwrap().pem(), key.serialize_pem())
    }
}

fn start(authority: &Authority, certificate: &str, key: &str) -> Option<TestServer> {
    TestServer::start("ssl=on\nssl_ca_file='root.crt'", HBA, |data| {
        fs::write(data.join("root.crt"), authority.pem()).unwrap();
        fs::write(data.join("server.crt"), certificate).unwrap();
        fs::write(data.join("server.key"), key).unwrap();
        fs::set_permissions(data.join("server.key"), fs::Permissions::from_mode(0o600)).unwrap();
    })
}

fn with(mut config: ConnectConfig, mode: SslMode, roots: Roots) -> ConnectConfig {
    (config.tls.mode, config.tls.roots) = (mode, roots);
    config
}

/// Whether the connection is encrypted, or the error in short.
async fn outcome(config: &ConnectConfig) -> String {
    match Session::connect(config).await {
        Ok(session) => {
            let found = session
                .execute(&Statement::new("select ssl from pg_stat_ssl where pid = pg_backend_pid()"))
                .await
                .unwrap();
            format!("ssl {}", found[0].scalar().unwrap())
        }
        Err(Error::Tls { reason, .. }) => format!("tls: {reason}"),
        Err(Error::Rejected { .. }) => "rejected".to_owned(),
        Err(other) => format!("{other:?}"),
    }
}

#[tokio::test(flavor = "current_thread")]
async fn with_an_authority() {
    let (authority, stranger) = (Authority::new("ours"), Authority::new("stranger"));
    let (certificate, key) = authority.sign("db", &["localhost"]);
    let Some(server) = start(&authority, &certificate, &key) else { return };
    let admin = Session::connect(&server.config()).await.unwrap();
    admin.execute(&Statement::new("create role scram login password 'p'; create role cert login; create role only_tls login; create role only_plain login")).await.unwrap();

    let given = |authority: &Authority| Roots::Given(vec![Pem::Text(authority.pem().into())]);
    #[rustfmt::skip]
    let cases: Vec<(&str, SslMode, Roots, &str)> = vec![
        ("postgres", SslMode::Disable, Roots::Default, "ssl f"),
        ("postgres", SslMode::Allow, Roots::Default, "ssl f"),
        ("postgres", SslMode::Prefer, Roots::Default, "ssl t"),
        ("postgres", SslMode::Require, Roots::Default, "ssl t"),
        ("postgres", SslMode::Require, given(&stranger), "UnknownIssuer"),
        ("postgres", SslMode::VerifyCa, given(&authority), "ssl t"),
        ("postgres", SslMode::VerifyFull, given(&authority), "ssl t"),
        ("postgres", SslMode::VerifyFull, given(&stranger), "UnknownIssuer"),
        ("postgres", SslMode::VerifyFull, Roots::System, "UnknownIssuer"),
        ("only_tls", SslMode::Allow, Roots::Default, "ssl t"),
        ("only_tls", SslMode::Disable, Roots::Default, "rejected"),
        ("only_plain", SslMode::Prefer, Roots::Default, "ssl f"),
        ("only_plain", SslMode::Require, Roots::Default, "rejected"),
    ];
    for (user, mode, roots, expected) in cases {
        let found = outcome(&with(server.tcp(user), mode, roots.clone())).await;
        assert!(found.contains(expected), "{user} {mode:?} {roots:?}: {found}, expected {expected}");
    }

    let mut elsewhere = with(server.tcp("postgres"), SslMode::VerifyFull, given(&authority));
    elsewhere.tls.server_name = Some("other.example".into());
    assert!(outcome(&elsewhere).await.contains("not valid for name"), "{}", outcome(&elsewhere).await);
    elsewhere.tls.mode = SslMode::VerifyCa;
    assert_eq!(outcome(&elsewhere).await, "ssl t");

    binding(&server).await;
    client_certificate(&server, &authority).await;
    node(&server, &authority).await;
    cancel(&with(server.tcp("postgres"), SslMode::Require, Roots::Default)).await;
}

async fn binding(server: &TestServer) {
    let mut config = with(server.tcp("scram"), SslMode::Require, Roots::Default);
    config.password = Some("p".into());
    for policy in [ChannelBinding::Disable, ChannelBinding::Prefer, ChannelBinding::Require] {
        config.tls.channel_binding = policy;
        assert_eq!(outcome(&config).await, "ssl t", "{policy:?}");
    }
    let mut trusting = with(server.tcp("postgres"), SslMode::Require, Roots::Default);
    trusting.tls.channel_binding = ChannelBinding::Require;
    assert!(matches!(Session::connect(&trusting).await, Err(Error::Authentication { .. })));
}

async fn client_certificate(server: &TestServer, authority: &Authority) {
    let mut config = with(server.tcp("cert"), SslMode::Require, Roots::Default);
    assert_eq!(outcome(&config).await, "rejected");
    let (certificate, key) = authority.sign("cert", &[]);
    config.tls.certificate = Some(Pem::Text(certificate.into()));
    config.tls.key = Some(Pem::Text(key.into()));
    assert_eq!(outcome(&config).await, "ssl t");
}

/// pg 8: `true` verifies by the system's authorities, which do not know ours.
async fn node(server: &TestServer, authority: &Authority) {
    let cases = [
        (serde_json::json!(false), "ssl f"),
        (serde_json::json!(true), "UnknownIssuer"),
        (serde_json::json!({}), "UnknownIssuer"),
        (serde_json::json!({ "rejectUnauthorized": false }), "ssl t"),
        (serde_json::json!({ "rejectUnauthorized": false, "ca": "" }), "ssl t"),
        (serde_json::json!({ "ca": authority.pem() }), "ssl t"),
        (serde_json::json!({ "ca": [authority.pem()], "servername": "other" }), "not valid for name"),
    ];
    for (ssl, expected) in cases {
        let mut config = server.tcp("postgres");
        config.apply_node_ssl(&ssl).unwrap();
        let found = outcome(&config).await;
        assert!(found.contains(expected), "{ssl}: {found}");
    }
}

async fn cancel(config: &ConnectConfig) {
    let session = Session::connect(config).await.unwrap();
    let token = session.cancel_token();
    let sleep = Statement::new("select pg_sleep(60)");
    let (slept, cancelled) = tokio::join!(session.execute(&sleep), async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        token.cancel().await
    });
    cancelled.unwrap();
    assert_eq!(slept.unwrap_err().sqlstate(), Some("57014"));
}

/// The certificate that `openssl req -x509` makes, which is its own authority, with a common name only.
#[tokio::test(flavor = "current_thread")]
async fn self_signed() {
    let mut params = CertificateParams::new([]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, "localhost");
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap().pem();
    let Some(server) = start(&Authority::new("ours"), &certificate, &key.serialize_pem()) else { return };
    let roots = Roots::Given(vec![Pem::Text(certificate.into())]);
    let mut config = with(server.tcp("postgres"), SslMode::VerifyFull, roots);
    assert_eq!(outcome(&config).await, "ssl t");
    config.tls.server_name = Some("other".into());
    assert!(outcome(&config).await.contains("not valid for name"));
}

/// The certificate that `openssl x509 -req` makes: of version 1, without any extensions.
#[tokio::test(flavor = "current_thread")]
async fn version_1() {
    let (authority, stranger) = (Authority::new("ours"), Authority::new("ours"));
    let (certificate, key) = authority.sign("localhost", &[]);
    let certificate = authority.sign_as_version_1(&certificate);
    let Some(server) = start(&authority, &certificate, &key) else { return };
    let given = |pem: &str| Roots::Given(vec![Pem::Text(pem.into())]);
    let (ours, others, itself) = (authority.pem(), stranger.pem(), certificate);
    let (leaf, _) = authority.sign("ours", &[]);
    let cases = [
        (SslMode::Require, Roots::Default, "localhost", "ssl t"),
        (SslMode::VerifyFull, given(&ours), "localhost", "ssl t"),
        (SslMode::VerifyFull, given(&itself), "localhost", "ssl t"),
        (SslMode::VerifyFull, given(&ours), "other", "not valid for name"),
        (SslMode::VerifyCa, given(&ours), "other", "ssl t"),
        (SslMode::VerifyCa, given(&others), "localhost", "UnknownIssuer"),
        (SslMode::VerifyCa, given(&leaf), "localhost", "UnknownIssuer"),
    ];
    for (mode, roots, name, expected) in cases {
        let mut config = with(server.tcp("postgres"), mode, roots);
        config.tls.server_name = Some(name.into());
        let found = outcome(&config).await;
        assert!(found.contains(expected), "{mode:?} {name}: {found}, expected {expected}");
    }
}
