//! A running `postgres`.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde::{Deserialize, Serialize};

use super::account::Account;
use super::error::{FileContext, LaunchError};
use super::program::{command, last_lines, run, spawn};

/// Names the socket's file in its private folder; nothing listens on the network.
pub(crate) const PORT: u16 = 5432;

/// A first start copies files and may recover from a crash; slow disks take their time.
const START_LIMIT: Duration = Duration::from_secs(60);

/// All that is needed to start a server and to end it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Postmaster {
    /// The folder of the programs.
    pub(crate) bin: PathBuf,
    /// PostgreSQL's version, for people.
    pub(crate) version: String,
    /// The data folder.
    pub(crate) data: PathBuf,
    /// The private folder of the socket.
    pub(crate) socket_folder: PathBuf,
    /// The server's log.
    pub(crate) log: PathBuf,
    /// Whom it runs as.
    pub(crate) account: Account,
    /// Arguments that set its settings.
    pub(crate) settings: Vec<String>,
}

impl Postmaster {
    /// Starts the server. It is not ready yet: see [`Postmaster::wait_ready`].
    pub(crate) fn spawn(&self) -> Result<Child, LaunchError> {
        let log = open_log(&self.log)?;
        let errors = log.try_clone().at("open", &self.log)?;
        let mut folder = OsString::from("unix_socket_directories=");
        folder.push(&self.socket_folder);
        let mut postgres = command(&self.bin.join("postgres"), &self.account);
        postgres.arg("-D").arg(&self.data).arg("-p").arg(PORT.to_string()).arg("-c").arg(folder);
        spawn(postgres.args(&self.settings).stdout(log).stderr(errors))
    }

    /// Waits until the server that [`Postmaster::spawn`] started takes connections.
    pub(crate) fn wait_ready(&self, child: &mut Child) -> Result<(), LaunchError> {
        let started = Instant::now();
        let mut pause = Duration::from_millis(2);
        loop {
            let state = PidFile::read(&self.data);
            if state.is_some_and(|state| state.ready && u32::try_from(state.pid) == Ok(child.id())) {
                return Ok(());
            }
            if let Some(status) = child.try_wait().at("wait for", &self.bin)? {
                return Err(self.not_ready(status.to_string()));
            }
            if started.elapsed() > START_LIMIT {
                // It is ours and of no use any more; that it may have ended by itself meanwhile is fine.
                let _ = child.kill();
                return Err(self.not_ready(format!("not ready after {} seconds", START_LIMIT.as_secs())));
            }
            sleep(pause);
            pause = (pause * 5 / 4).min(Duration::from_millis(20));
        }
    }

    /// Whether the server runs and takes connections: tells it from a `postmaster.pid` that a crash left, also where
    /// the process id in it belongs to somebody else by now.
    pub(crate) fn answers(&self) -> bool {
        let socket = self.socket_folder.join(format!(".s.PGSQL.{PORT}"));
        PidFile::read(&self.data).is_some_and(|state| state.ready) && UnixStream::connect(socket).is_ok()
    }

    /// Ends a server that this process did not start; its clients are disconnected (manual, "18.5. Shutting Down the
    /// Server": fast). `pg_ctl` runs as the account, so a wrong process id cannot hurt anybody else.
    pub(crate) fn stop(&self) -> Result<(), LaunchError> {
        let mut pg_ctl = command(&self.bin.join("pg_ctl"), &self.account);
        run(pg_ctl.args(["stop", "-w", "-m", "fast", "-t", "30", "-D"]).arg(&self.data), "")
    }

    /// Deals with the `postmaster.pid` and the socket's lock file that a server left which no longer answers.
    ///
    /// A server of this data that still runs, its socket deleted, is stopped. Otherwise the process id in the files
    /// may be another process's by now, or a zombie's, and would keep PostgreSQL from starting. PostgreSQL takes a
    /// file with its parent's id, ours, for a stale one and goes on to check the shared memory that
    /// `postmaster.pid` names (`CreateLockFile` in its source); to remove that file would bypass the check. The socket
    /// is this data's alone, so its files may go.
    pub(crate) fn clear_stale_pid(&self) -> Result<(), LaunchError> {
        const CLEAR: &str = r#"rm -f "$3"/.s.PGSQL.* && cd "$1" &&
            { echo "$2"; tail -n +2 postmaster.pid; } > pid.new && mv pid.new postmaster.pid"#;
        let Some(state) = PidFile::read(&self.data) else { return Ok(()) };
        if runs_on(state.pid, &self.data) {
            return self.stop();
        }
        let mut shell = command(Path::new("/bin/sh"), &self.account);
        shell.args(["-c", CLEAR, "sh"]).arg(&self.data).arg(std::process::id().to_string());
        run(shell.arg(&self.socket_folder), "")
    }

    fn not_ready(&self, reason: String) -> LaunchError {
        let text = fs::read(&self.log).unwrap_or_default();
        let tail = last_lines(&String::from_utf8_lossy(&text));
        LaunchError::NotReady { reason, log: self.log.clone(), tail }
    }
}

/// Whether the process is a server of that data folder, which its command line names.
fn runs_on(pid: i32, data: &Path) -> bool {
    let arguments = match fs::read(format!("/proc/{pid}/cmdline")) {
        Ok(arguments) => arguments,
        Err(_) if Path::new("/proc/self").exists() => return false,
        Err(_) => {
            let asked = Command::new("ps").args(["-o", "args=", "-p", &pid.to_string()]).output();
            asked.map(|output| output.stdout).unwrap_or_default()
        }
    };
    let data = data.as_os_str().as_encoded_bytes();
    arguments.windows(data.len()).any(|window| window == data)
}

/// Ends a child that is a server, with the signal for the wanted kind of shutdown, and waits for its end.
///
/// `Signal::INT` is the fast, `Signal::QUIT` the immediate one. A server that has not ended after `limit` is killed.
pub(crate) fn end_child(child: &mut Child, signal: Signal, limit: Duration) {
    let started = Instant::now();
    // The child is not waited for yet, so its id is its own; an error means that it has ended.
    let _ = kill_process(Pid::from_child(child), signal);
    let mut pause = Duration::from_millis(1);
    while matches!(child.try_wait(), Ok(None)) {
        if started.elapsed() > limit {
            let _ = child.kill();
            let _ = child.wait();
            return;
        }
        sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
}

/// What a server writes into `postmaster.pid` about itself (PostgreSQL's source, `src/include/utils/pidfile.h`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PidFile {
    /// The process id.
    pub(crate) pid: i32,
    /// When it was started, in seconds since 1970.
    pub(crate) started: u64,
    /// Whether it takes connections.
    pub(crate) ready: bool,
}

impl PidFile {
    /// Reads the file of a data folder; `None` where there is none, or only the beginning of one.
    pub(crate) fn read(data: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(data.join("postmaster.pid")).ok()?)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let pid = lines.next()?.trim().parse().ok()?;
        let started = lines.nth(1)?.trim().parse().ok()?;
        let ready = lines.nth(4).is_some_and(|status| status.trim() == "ready");
        Some(Self { pid, started, ready })
    }
}

/// The server appends; a log that has grown long starts anew, its predecessor stays beside it.
fn open_log(path: &Path) -> Result<File, LaunchError> {
    const LONG: u64 = 4 << 20;
    if fs::metadata(path).is_ok_and(|meta| meta.len() > LONG) {
        let old = path.with_added_extension("old");
        fs::rename(path, &old).at("rename", path)?;
    }
    OpenOptions::new().append(true).create(true).mode(0o600).open(path).at("open", path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pid_file_tells_whether_the_server_is_ready() {
        let text = "4711\n/data\n1700000000\n5432\n/tmp/s\n\n  1234 5\nstarting\n";
        let starting = PidFile { pid: 4711, started: 1_700_000_000, ready: false };
        assert_eq!(PidFile::parse(text), Some(starting.clone()));
        assert_eq!(
            PidFile::parse(&text.replace("starting", "ready   ")),
            Some(PidFile { ready: true, ..starting })
        );
        assert_eq!(PidFile::parse("4711\n/data\n"), None);
        assert_eq!(PidFile::parse(""), None);
    }
}
