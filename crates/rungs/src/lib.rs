//! The command line of Rungs, and the façade that Rust programs embed: [`run`] holds migrations, ledger and runner,
//! [`postgres`] the client.

mod arguments;
mod commands;
mod diagnostics;
mod documents;
mod guide;
mod output;
mod patterns;
mod project;
mod signals;
mod templates;

use std::ffi::OsString;
use std::process::ExitCode;
use std::rc::Rc;

pub use rungs_postgres as postgres;
pub use rungs_run as run;

use arguments::{Arguments, Persona};
use commands::{Context, Report};
use diagnostics::Trouble;
use output::Output;
use signals::Signals;

/// The program: reads the arguments, does what they say, says what came of it.
pub fn main(arguments: Vec<OsString>) -> ExitCode {
    if let Some(code) = rungs_postgres::server::supervise_if_asked() {
        return code;
    }
    let persona = Persona::of(arguments.first().map(OsString::as_os_str));
    let arguments = match Arguments::read(arguments, persona) {
        Ok(arguments) => arguments,
        Err(refusal) => return refusal.say(),
    };
    let output = output::choose(&arguments, persona);
    ExitCode::from(on_one_thread(arguments, persona, output))
}

/// Says what came of a command; the exit code comes back.
fn tell(outcome: Result<Report, Trouble>, signal: Option<u8>, output: &dyn Output) -> u8 {
    match outcome {
        Ok(report) => {
            output.report(&report);
            report.exit_code()
        }
        Err(trouble) => {
            output.trouble(&trouble);
            signal.or(trouble.exit_code()).unwrap_or(FAILURE)
        }
    }
}

/// The exit code of a command that did not do what was asked, where nobody knows a better one.
const FAILURE: u8 = 1;

/// Everything that Rungs does, it does on one thread.
fn on_one_thread(arguments: Arguments, persona: Persona, output: Rc<dyn Output>) -> u8 {
    let unable = |doing, path: &str, error| {
        tell(Err(Trouble::File { doing, path: path.into(), error }), None, &*output)
    };
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return unable("start", "the runtime", error),
    };
    let code = tokio::task::LocalSet::new().block_on(&runtime, async {
        let signals = match Signals::listen() {
            Ok(signals) => signals,
            Err(error) => return unable("listen to", "signals", error),
        };
        let context = Context {
            keeps_stdout_free: arguments.global.json || arguments.command.prints_a_document(),
            options: arguments.global,
            persona,
            output: output.clone(),
            signals: signals.clone(),
            loaded: Rc::default(),
        };
        let outcome = tokio::select! {
            biased;
            outcome = commands::run(arguments.command, &context) => outcome,
            () = signals.unheeded() => Err(rungs_run::Error::Interrupted.into()),
        };
        let code = tell(outcome, signals.exit_code(), &*output);
        if signals.exit_code().is_none() {
            context.loaded.end(code).await;
        }
        code
    });
    // A lookup of a host's name or a file that hangs must not keep the process alive.
    runtime.shutdown_background();
    code
}
