//! The process that ends a project's server after its last user.
//!
//! It is this executable, run anew and detached. It waits for the exclusive lock of the lease file, which
//! the system grants when no user holds a shared one any more, whatever their end was.

use std::env;
use std::fs::OpenOptions;
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use rustix::process::Signal;

use super::error::{FileContext, LaunchError};
use super::lock::FileLock;
use super::postmaster::{Postmaster, end_child};
use super::program::spawn;
use super::server_folder::ServerFolder;

/// Tells the executable that it is to supervise: the server's folder.
const FOLDER: &str = "RUNGS_SUPERVISE";
/// Tells it that the server runs already.
const ADOPT: &str = "RUNGS_SUPERVISE_ADOPT";

/// Set by [`supervise_if_asked`]: a program that does not call it must not be run anew.
static ASKS_FIRST: AtomicBool = AtomicBool::new(false);

/// What a supervisor says when its server is ready.
const READY: &str = "ready";

/// What a supervisor begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// It starts the server.
    Server,
    /// It takes over a server whose supervisor was killed.
    Adopt,
}

/// Starts a supervisor and waits until its server is ready. It inherits `lock`, by which others see that it lives.
pub(crate) fn start_supervisor(
    folder: &ServerFolder,
    lock: FileLock,
    start: Start,
) -> Result<(), LaunchError> {
    if !ASKS_FIRST.load(Ordering::Relaxed) {
        return Err(LaunchError::NoSupervisor);
    }
    let mut command = Command::new(own_executable()?);
    // The arguments are for people who look at the list of processes.
    command.arg0("rungs").args(["server", "supervise"]).arg(folder.path()).env(FOLDER, folder.path());
    command.env_remove(ADOPT).current_dir("/").process_group(0);
    if start == Start::Adopt {
        command.env(ADOPT, "1");
    }
    let log = folder.log();
    let errors = OpenOptions::new().append(true).create(true).open(&log).at("open", &log)?;
    command.stdin(lock.into_file()).stdout(Stdio::piped()).stderr(errors);
    let mut supervisor = spawn(&mut command)?;
    let mut said = String::new();
    if let Some(stdout) = supervisor.stdout.take() {
        BufReader::new(stdout).read_line(&mut said).at("listen to the supervisor of", folder.path())?;
    }
    if said.trim_end() == READY {
        return Ok(());
    }
    let _ = supervisor.wait();
    Err(serde_json::from_str::<Refusal>(&said).unwrap_or_default().into_error(folder))
}

/// How a supervisor says that its server did not start.
#[derive(Default, serde::Serialize, serde::Deserialize)]
struct Refusal {
    reason: String,
    tail: String,
}

impl Refusal {
    fn into_error(self, folder: &ServerFolder) -> LaunchError {
        let reason =
            if self.reason.is_empty() { "its supervisor ended before it".to_owned() } else { self.reason };
        LaunchError::NotReady { reason, log: folder.log(), tail: self.tail }
    }
}

impl From<LaunchError> for Refusal {
    fn from(error: LaunchError) -> Self {
        match error {
            LaunchError::NotReady { reason, tail, .. } => Self { reason, tail },
            other => Self { reason: other.to_string(), tail: String::new() },
        }
    }
}

/// Does a supervisor's work if this process was started to be one.
///
/// Every program that uses [`super::project`] calls this first in `main` and ends with the exit code, if there is one.
pub fn supervise_if_asked() -> Option<ExitCode> {
    ASKS_FIRST.store(true, Ordering::Relaxed);
    let folder = PathBuf::from(env::var_os(FOLDER)?);
    let start = if env::var_os(ADOPT).is_some() { Start::Adopt } else { Start::Server };
    Some(match supervise(&ServerFolder::at(&folder), start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&serde_json::to_string(&Refusal::from(error)).unwrap_or_default());
            ExitCode::FAILURE
        }
    })
}

/// The server as its supervisor sees it.
enum Supervised {
    Child(Child),
    Adopted,
}

fn supervise(folder: &ServerFolder, start: Start) -> Result<(), LaunchError> {
    let Some(postmaster) = folder.postmaster()? else { return Ok(()) };
    let mut server = match start {
        Start::Adopt => Supervised::Adopted,
        Start::Server => {
            postmaster.clear_stale_pid()?;
            let mut child = postmaster.spawn()?;
            postmaster.wait_ready(&mut child)?;
            Supervised::Child(child)
        }
    };
    say(READY);
    let (sender, nobody_left) = mpsc::channel();
    let watched = folder.clone();
    thread::spawn(move || watch_users(&watched, &sender));
    // Once the server may stay, nobody sends any more; then only its own end counts.
    const GLANCE: Duration = Duration::from_millis(500);
    loop {
        match nobody_left.recv_timeout(GLANCE) {
            Ok(_gate) => return server.stop(&postmaster),
            Err(RecvTimeoutError::Disconnected) => thread::sleep(GLANCE),
            Err(RecvTimeoutError::Timeout) => {}
        }
        if server.has_ended(&postmaster) {
            return Ok(());
        }
    }
}

impl Supervised {
    fn has_ended(&mut self, postmaster: &Postmaster) -> bool {
        match self {
            Self::Child(child) => !matches!(child.try_wait(), Ok(None)),
            Self::Adopted => !postmaster.answers(),
        }
    }

    fn stop(self, postmaster: &Postmaster) -> Result<(), LaunchError> {
        match self {
            Self::Child(mut child) => end_child(&mut child, Signal::INT, Duration::from_secs(30)),
            Self::Adopted => postmaster.stop()?,
        }
        Ok(())
    }
}

/// Sends the gate's lock, which keeps everybody out, once nobody uses the server; sends nothing if it may stay.
fn watch_users(folder: &ServerFolder, nobody_left: &Sender<FileLock>) {
    while let Ok(gate) = wait_for_last_user(folder) {
        match gate {
            Some(_) if folder.keep().exists() => return,
            Some(gate) => return nobody_left.send(gate).unwrap_or(()),
            None => {}
        }
    }
}

/// The gate's lock, or `None` where somebody came in before it was closed.
///
/// Commands lock the gate, then the lease; to wait for the lease with the gate unlocked and then to lock both in that
/// order is what makes a deadlock impossible.
fn wait_for_last_user(folder: &ServerFolder) -> Result<Option<FileLock>, LaunchError> {
    drop(FileLock::exclusive_whenever(&folder.lease())?);
    let gate = FileLock::exclusive(&folder.gate())?;
    let unused = FileLock::try_exclusive(&folder.lease())?.is_some();
    Ok(unused.then_some(gate))
}

fn say(line: &str) {
    let mut stdout = io::stdout();
    // Whoever started us may have been killed meanwhile.
    let _ = writeln!(stdout, "{line}").and_then(|()| stdout.flush());
}

/// On Linux the link works even after the file was replaced, as by a build.
fn own_executable() -> Result<PathBuf, LaunchError> {
    if cfg!(target_os = "linux") {
        return Ok(PathBuf::from("/proc/self/exe"));
    }
    env::current_exe().at("find", "the running program".as_ref())
}
