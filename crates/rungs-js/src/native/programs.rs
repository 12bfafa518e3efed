//! Other programs, where the sandbox lets JavaScript start them; `child_process.js` makes Node's forms of it.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::rc::Rc;
use std::thread;
use std::time::{Duration, Instant};

use rquickjs::{ArrayBuffer, Ctx, Object, TypedArray, prelude::Async};

use super::add;
use crate::host::Host;

/// How often a program with a time limit is looked at.
const GLANCE: Duration = Duration::from_millis(5);

/// `mayRun()`, `runProgram(request)`, `startProgram(request)`; both give `{ status, signal, stdout, stderr, timedOut }`.
pub(super) fn install<'js>(native: &Object<'js>, host: &Rc<Host>) -> rquickjs::Result<()> {
    let h = host.clone();
    add(native, "mayRun", move || h.sandbox.may_run())?;
    let h = host.clone();
    add(native, "runProgram", move |ctx: Ctx<'js>, request: Object<'js>| {
        let request = Request::read(&ctx, &h, &request)?;
        let file = request.file.clone();
        let ended = request.run();
        // Waiting for a program is not computing.
        h.clock.enter();
        told(&ctx, &file, ended)
    })?;
    let h = host.clone();
    let start = move |ctx: Ctx<'js>, request: Object<'js>| {
        let host = h.clone();
        async move {
            let request = Request::read(&ctx, &host, &request)?;
            let _outstanding = host.outstanding();
            let file = request.file.clone();
            let ended = tokio::task::spawn_blocking(move || request.run()).await;
            told(&ctx, &file, ended.unwrap_or_else(|error| Err(io::Error::other(error))))
        }
    };
    native.set("startProgram", rquickjs::prelude::Func::from(Async(start)))
}

/// What to start.
struct Request {
    file: String,
    command: Command,
    input: Vec<u8>,
    timeout: Option<Duration>,
}

/// How it ended.
struct Ended {
    status: ExitStatus,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    timed_out: bool,
}

impl Request {
    /// From `{ file, args, cwd, env: [[name, value]] | undefined, input, inherit: [bool × 3], timeout }`.
    fn read(ctx: &Ctx<'_>, host: &Host, request: &Object<'_>) -> rquickjs::Result<Self> {
        if !host.sandbox.may_run() {
            return Err(super::throw(ctx, "programs may not be started", "EACCES", &[]));
        }
        let file: String = request.get("file")?;
        let mut command = Command::new(&file);
        command.args(request.get::<_, Vec<String>>("args")?);
        let cwd: Option<String> = request.get("cwd")?;
        command.current_dir(host.options.root.join(cwd.unwrap_or_default()));
        match request.get::<_, Option<Vec<Vec<String>>>>("env")? {
            Some(pairs) => {
                command.env_clear();
                command.envs(
                    pairs
                        .into_iter()
                        .filter_map(|pair| <[String; 2]>::try_from(pair).ok())
                        .map(Into::<(String, String)>::into),
                );
            }
            None => {
                command.env_clear().envs(&host.options.environment);
            }
        }
        let input: Option<TypedArray<'_, u8>> = request.get("input")?;
        let inherit: Vec<bool> = request.get("inherit")?;
        let inherits = |stream: usize| inherit.get(stream).copied().unwrap_or_default();
        let piped = |stream: usize| if inherits(stream) { Stdio::inherit() } else { Stdio::piped() };
        command.stdin(piped(0)).stdout(piped(1)).stderr(piped(2));
        let timeout: f64 = request.get("timeout")?;
        Ok(Self {
            file,
            command,
            input: input.and_then(|input| Some(input.as_bytes()?.to_vec())).unwrap_or_default(),
            timeout: (timeout > 0.0).then(|| Duration::from_secs_f64(timeout / 1000.0)),
        })
    }

    /// Runs it to its end.
    fn run(mut self) -> io::Result<Ended> {
        let mut child = self.command.spawn()?;
        let input = child.stdin.take().map(|mut stdin| {
            let text = std::mem::take(&mut self.input);
            // A program that does not read its input has no interest in it.
            thread::spawn(move || stdin.write_all(&text).is_ok())
        });
        let stdout = child.stdout.take().map(gather);
        let stderr = child.stderr.take().map(gather);
        let (status, timed_out) = wait(&mut child, self.timeout)?;
        drop(input);
        Ok(Ended { status, stdout: joined(stdout), stderr: joined(stderr), timed_out })
    }
}

/// Reads to the end, beside what else goes on.
fn gather(mut from: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before an error is all there is.
        let _ = from.read_to_end(&mut bytes);
        bytes
    })
}

fn joined(gathering: Option<thread::JoinHandle<Vec<u8>>>) -> Vec<u8> {
    gathering.and_then(|thread| thread.join().ok()).unwrap_or_default()
}

fn wait(child: &mut Child, timeout: Option<Duration>) -> io::Result<(ExitStatus, bool)> {
    let Some(timeout) = timeout else { return Ok((child.wait()?, false)) };
    let start = Instant::now();
    while start.elapsed() < timeout {
        if let Some(status) = child.try_wait()? {
            return Ok((status, false));
        }
        thread::sleep(GLANCE);
    }
    child.kill()?;
    Ok((child.wait()?, true))
}

fn told<'js>(ctx: &Ctx<'js>, file: &str, ended: io::Result<Ended>) -> rquickjs::Result<Object<'js>> {
    let ended = ended
        .map_err(|error| super::fs::throw_io(ctx, &error, &format!("spawn {file}"), Path::new(file), None))?;
    let object = Object::new(ctx.clone())?;
    object.set("status", ended.status.code())?;
    object.set("signal", signal(ended.status))?;
    object.set("stdout", ArrayBuffer::new(ctx.clone(), ended.stdout)?)?;
    object.set("stderr", ArrayBuffer::new(ctx.clone(), ended.stderr)?)?;
    object.set("timedOut", ended.timed_out)?;
    Ok(object)
}

/// Node's names of the signals that end programs.
#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<&'static str> {
    use std::os::unix::process::ExitStatusExt;
    const NAMES: &[(i32, &str)] = &[
        (1, "SIGHUP"),
        (2, "SIGINT"),
        (3, "SIGQUIT"),
        (6, "SIGABRT"),
        (8, "SIGFPE"),
        (9, "SIGKILL"),
        (11, "SIGSEGV"),
        (13, "SIGPIPE"),
        (15, "SIGTERM"),
    ];
    let number = status.signal()?;
    NAMES.iter().find(|(known, _)| *known == number).map(|(_, name)| *name)
}

#[cfg(not(unix))]
fn signal(_status: ExitStatus) -> Option<&'static str> {
    None
}
