//! Programs that run as the server's account.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::account::Account;
use super::error::LaunchError;

/// A command for `program` that runs as `account`, undisturbed by the environment that PostgreSQL's programs read.
pub(crate) fn command(program: &Path, account: &Account) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("PG") || text.starts_with("LC_") || text.starts_with("RUNGS_") {
            command.env_remove(name);
        }
    }
    command.env("LC_ALL", "C").env("TZ", "UTC").current_dir("/").stdin(Stdio::null());
    account.run(&mut command);
    command
}

/// Starts a command; the error names the program and a likely cause.
pub(crate) fn spawn(command: &mut Command) -> Result<Child, LaunchError> {
    command.spawn().map_err(|source| {
        let program = PathBuf::from(command.get_program());
        LaunchError::Spawn { hint: hint(&program, &source), program, source }
    })
}

/// Runs a command to its end with `input` as its standard input.
pub(crate) fn run(command: &mut Command, input: &str) -> Result<(), LaunchError> {
    let mut child = spawn(command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that ends without reading says why on its own; the broken pipe adds nothing.
        let _ = stdin.write_all(input.as_bytes());
    }
    let program =
        Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let output = child.wait_with_output().map_err(|source| LaunchError::Spawn {
        program: PathBuf::from(command.get_program()),
        hint: "",
        source,
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    let status = output.status.to_string();
    Err(LaunchError::Program { program, status, output: last_lines(&String::from_utf8_lossy(&said)) })
}

/// The end of a log, short enough to read.
pub(crate) fn last_lines(text: &str) -> String {
    const LINES: usize = 12;
    let lines: Vec<&str> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(LINES)..]
        .iter()
        .map(|line| format!("  {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// "Not found" for a file that is there means that its loader is missing: the packages are built for glibc.
fn hint(program: &Path, error: &io::Error) -> &'static str {
    if error.kind() == ErrorKind::NotFound && fs::exists(program).unwrap_or(false) {
        "\nThe file is there; its loader is not. It is built for glibc; on Alpine install the system's own \
         PostgreSQL (apk add postgresql) and say --server native"
    } else if error.kind() == ErrorKind::PermissionDenied {
        "\nPerhaps its folder is mounted without permission to run programs; RUNGS_CACHE_DIR names another one"
    } else {
        ""
    }
}
