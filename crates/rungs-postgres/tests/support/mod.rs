//! A PostgreSQL server of the test's own, gone when the test is.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rungs_postgres::{ConnectConfig, Endpoint, Host};
use tempfile::TempDir;

/// A running server. It listens on a socket in its own folder and, for TLS and passwords, on a loopback port.
pub struct TestServer {
    folder: TempDir,
    pub port: u16,
}

impl TestServer {
    /// Starts a server with `settings` (lines of postgresql.conf) and `hba` (lines of pg_hba.conf put first);
    /// `prepare` may put files into the data folder. `None`, with a line on stderr, where PostgreSQL is not
    /// installed.
    pub fn start(settings: &str, hba: &str, prepare: impl Fn(&Path)) -> Option<TestServer> {
        let Some(bin) = binaries() else {
            assert!(
                env::var_os("RUNGS_REQUIRE_SERVERS").is_none(),
                "no PostgreSQL found, and RUNGS_REQUIRE_SERVERS is set"
            );
            eprintln!("SKIPPED: no PostgreSQL found in /usr/lib/postgresql");
            return None;
        };
        let folder = tempfile::Builder::new().prefix("rungs-pg-").tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let data = folder.path().join("data");
        fs::create_dir(&data).unwrap();
        give_away(&data);
        let initdb = as_postgres(&bin.join("initdb"))
            .arg("-D")
            .arg(&data)
            .args(["-U", "postgres", "-A", "trust", "-N", "-E", "UTF8", "--locale=C.UTF-8"])
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(initdb.success());
        let port = free_port();
        let own = format!(
            "\nport={port}\nlisten_addresses='127.0.0.1'\nunix_socket_directories='{}'\nfsync=off\n{settings}\n",
            data.display()
        );
        append(&data.join("postgresql.conf"), &own);
        let old = fs::read_to_string(data.join("pg_hba.conf")).unwrap();
        fs::write(data.join("pg_hba.conf"), format!("{hba}\n{old}")).unwrap();
        prepare(&data);
        give_away(&data);
        let server = TestServer { folder, port };
        server.start_again();
        Some(server)
    }

    /// Starts it, also after it was killed.
    pub fn start_again(&self) {
        let (data, bin) = (self.data(), binaries().unwrap());
        let started = as_postgres(&bin.join("pg_ctl"))
            .arg("-D")
            .arg(&data)
            .arg("-l")
            .arg(data.join("log"))
            .args(["-w", "start"])
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(started.success(), "{}", fs::read_to_string(data.join("log")).unwrap_or_default());
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A configuration for the server's socket, as its superuser.
    pub fn config(&self) -> ConnectConfig {
        let endpoint = Endpoint { host: Host::Unix(self.data()), port: self.port, address: None };
        ConnectConfig { endpoints: vec![endpoint], user: Some("postgres".into()), ..ConnectConfig::default() }
    }

    /// A configuration by TCP, as `user`.
    pub fn tcp(&self, user: &str) -> ConnectConfig {
        let endpoint = Endpoint { host: Host::Tcp("localhost".into()), port: self.port, address: None };
        ConnectConfig {
            endpoints: vec![endpoint],
            user: Some(user.into()),
            database: Some("postgres".into()),
            ..ConnectConfig::default()
        }
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        if let Some(bin) = binaries() {
            let _ = as_postgres(&bin.join("pg_ctl"))
                .arg("-D")
                .arg(self.data())
                .args(["-m", "immediate", "-w", "stop"])
                .stdout(Stdio::null())
                .status();
        }
    }
}

fn binaries() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .collect();
    versions.retain(|bin| bin.join("initdb").exists());
    versions.sort();
    versions.pop()
}

/// PostgreSQL refuses to run as root.
fn as_postgres(program: &Path) -> Command {
    if is_root() {
        let mut command = Command::new("setpriv");
        command
            .args(["--reuid=postgres", "--regid=postgres", "--clear-groups"])
            .arg(program)
            .current_dir("/");
        command
    } else {
        Command::new(program)
    }
}

fn give_away(path: &Path) {
    if is_root() {
        assert!(
            Command::new("chown").args(["-R", "postgres:postgres"]).arg(path).status().unwrap().success()
        );
    }
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn append(path: &Path, text: &str) {
    let old = fs::read_to_string(path).unwrap();
    fs::write(path, old + text).unwrap();
}
