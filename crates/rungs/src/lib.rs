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
    let (outcome, signal) = on_one_thread(arguments, persona, output.clone());
    match outcome {
        Ok(report) => {
            output.report(&report);
            ExitCode::from(report.exit_code())
        }
        Err(trouble) => {
            output.trouble(&trouble);
            signal.or(trouble.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
        }
    }
}

/// Everything that Rungs does, it does on one thread.
fn on_one_thread(
    arguments: Arguments,
    persona: Persona,
    output: Rc<dyn Output>,
) -> (Result<Report, Trouble>, Option<u8>) {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            return (Err(Trouble::File { doing: "start", path: "the runtime".into(), error }), None);
        }
    };
    let outcome = tokio::task::LocalSet::new().block_on(&runtime, async {
        let signals = match Signals::listen() {
            Ok(signals) => signals,
            Err(error) => {
                return (Err(Trouble::File { doing: "listen to", path: "signals".into(), error }), None);
            }
        };
        let context = Context { options: arguments.global, persona, output, signals: signals.clone() };
        let outcome = tokio::select! {
            biased;
            outcome = commands::run(arguments.command, &context) => outcome,
            () = signals.unheeded() => Err(rungs_run::Error::Interrupted.into()),
        };
        (outcome, signals.exit_code())
    });
    // A lookup of a host's name or a file that hangs must not keep the process alive.
    runtime.shutdown_background();
    outcome
}
