//! A server for one command, gone with it.

use std::io::{PipeWriter, Write, pipe};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

use rustix::process::Signal;

use super::address::Address;
use super::binaries::{Binaries, short_hash};
use super::cache::{Cache, remove_folder};
use super::error::{FileContext, LaunchError};
use super::postmaster::{Postmaster, end_child};
use super::program::{command, spawn};
use super::settings::{COMMON, THROWAWAY, arguments};
use super::template::{copy_template, template};

/// Waits for the end of its owner, whose pipe it reads, then ends the server and removes the folders.
///
/// A shell, so that a server can be thrown away from any program, tests included, not only from the `rungs`
/// executable. The first line of the pipe is the server's process id; the pipe ends with the owner, however it ends.
/// The id is believed only while the server's own pid file is there.
const WATCHER: &str = r#"
trap '' HUP INT TERM
read -r pid
read -r _
if [ -n "$pid" ] && [ -e "$1/data/postmaster.pid" ]; then
  kill -QUIT "$pid" 2>/dev/null
  i=0
  while [ -e "$1/data/postmaster.pid" ] && [ $i -lt 50 ]; do sleep 0.1; i=$((i + 1)); done
fi
rm -rf "$1" "$2"
"#;

/// A server with its own data, which ends when this value is dropped and when the process ends, also by a kill.
#[derive(Debug)]
pub(crate) struct ThrowawayServer {
    folder: PathBuf,
    postmaster: Postmaster,
    child: Child,
    watcher: Child,
    _pipe: PipeWriter,
}

impl ThrowawayServer {
    /// Starts a server from the template of its version.
    pub(crate) fn start(binaries: &Binaries, cache: &Cache) -> Result<Self, LaunchError> {
        let template = template(binaries, cache)?;
        let (name, folder) = unused_folder(cache)?;
        let postmaster = Postmaster {
            bin: binaries.bin.clone(),
            version: binaries.version.clone(),
            data: folder.join("data"),
            socket_folder: cache.socket_folder(&name)?,
            log: folder.join("log"),
            account: cache.account().clone(),
            settings: arguments(&[COMMON, THROWAWAY], binaries.major),
        };
        let (reader, mut pipe) = pipe().at("make a pipe for", &folder)?;
        let mut watcher = watch(&folder, &postmaster, reader)?;
        let started = copy_template(&template, &postmaster.data, cache).and_then(|()| postmaster.spawn());
        let mut child = match started {
            Ok(child) => child,
            Err(error) => {
                drop(pipe);
                let _ = watcher.wait();
                return Err(error);
            }
        };
        // Should the watcher have been killed, the server still ends at drop.
        let _ = writeln!(pipe, "{}", child.id());
        let ready = postmaster.wait_ready(&mut child);
        let server = Self { folder, postmaster, child, watcher, _pipe: pipe };
        ready.map(|()| server)
    }

    /// Where the server listens.
    pub(crate) fn address(&self) -> Address {
        Address::of(&self.postmaster, "postgres")
    }
}

impl Drop for ThrowawayServer {
    fn drop(&mut self) {
        end_child(&mut self.child, Signal::QUIT, Duration::from_secs(5));
        // What cannot be removed here is removed by the watcher, or with the cache.
        let _ = remove_folder(&self.folder);
        let _ = remove_folder(&self.postmaster.socket_folder);
        let _ = self.watcher.kill();
        let _ = self.watcher.wait();
    }
}

fn watch(folder: &Path, postmaster: &Postmaster, pipe: std::io::PipeReader) -> Result<Child, LaunchError> {
    // As Rungs itself, which owns the folder around the data.
    let mut shell = command(Path::new("/bin/sh"), &super::account::Account::Own);
    shell.arg("-c").arg(WATCHER).arg("rungs-watch").arg(folder).arg(&postmaster.socket_folder);
    spawn(shell.stdin(pipe).stdout(Stdio::null()).stderr(Stdio::null()))
}

/// A folder that no other server of this machine uses.
fn unused_folder(cache: &Cache) -> Result<(String, PathBuf), LaunchError> {
    let parent = cache.folder("throwaway")?;
    let made = tempfile::Builder::new()
        .prefix("")
        .rand_bytes(10)
        .tempdir_in(&parent)
        .at("make a folder in", &parent)?;
    let folder = made.keep();
    cache.let_account_through(&folder)?;
    let name = short_hash(folder.as_os_str().as_encoded_bytes());
    Ok((name, folder))
}
