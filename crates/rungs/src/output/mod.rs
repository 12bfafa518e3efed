//! What is said, and how: as Knex says it, for people, or as JSON.

mod checked;
mod document;
pub mod findings;
mod home;
mod human;
mod json;
mod knex;
mod palette;
mod plan;
mod progress;
mod verdicts;

use std::io::Write;
use std::path::Path;
use std::rc::Rc;

use rungs_run::Watch;

use crate::arguments::{Arguments, Persona};
use crate::commands::Report;
use crate::diagnostics::Trouble;

pub use home::tildify;
pub use palette::Palette;

/// Something that is said before a command's result is known.
pub enum Note<'a> {
    /// The working directory is another one now.
    WorkingDirectory(&'a Path),
    /// The knexfile has an environment of that name, and it is used.
    Environment(&'a str),
    /// No database is configured, or one of ours is asked for: this server is used.
    Server(&'a str),
    /// A statement is about to run.
    Statement(&'a str),
    /// What Knex's logger writes when something fails, before the trouble is told.
    Failing(&'a str),
}

/// One way to say things. Events of the run come through [`Watch`].
pub trait Output: Watch {
    /// Said at once.
    fn note(&self, note: &Note<'_>);

    /// The result of a command that did what it was asked.
    fn report(&self, report: &Report);

    /// Why a command did not.
    fn trouble(&self, trouble: &Trouble);
}

/// The way that the arguments ask for.
pub fn choose(arguments: &Arguments, persona: Persona) -> Rc<dyn Output> {
    match persona {
        _ if arguments.global.json || arguments.command.wants_json() => {
            Rc::new(json::Json::new(&arguments.command))
        }
        Persona::Knex => Rc::new(knex::Knex::new()),
        Persona::Rungs => Rc::new(human::Human::new()),
    }
}

/// Writes to standard output. A reader that has gone away is nobody's concern.
pub fn print(text: &str) {
    let mut stdout = std::io::stdout().lock();
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}

/// Writes a line to standard error.
fn complain(text: &str) {
    let mut stderr = std::io::stderr().lock();
    let _ = writeln!(stderr, "{text}");
}

/// What is said when a run without a transaction cannot be journaled.
fn no_journal(reason: &str) -> String {
    format!(
        "warning: no journal is kept ({reason}): if this run is killed, nobody will know which statements stand"
    )
}

/// What is said when the connection goes through a pooler.
const POOLED: &str = "warning: this connection goes through a pooler; if it pools transactions (pgbouncer's pool_mode), the lock \
     against other runs may not hold: connect to PostgreSQL itself";
