//! What the command line can be asked to do: one file a command.

mod changelog;
mod check;
mod completions;
mod current_version;
mod docs;
mod down;
mod guide;
mod init;
mod latest;
mod lint;
mod list;
mod lock;
mod man;
mod migrate_make;
mod patterns;
mod plan;
mod report;
mod rollback;
mod seed_make;
mod seed_run;
mod server;
mod steps;
mod unlock;
mod up;
mod verify;
mod write;

use std::rc::Rc;

use crate::arguments::{Command, GlobalOptions, Persona};
use crate::diagnostics::Trouble;
use crate::output::Output;
use crate::project::Loaded;
use crate::signals::Signals;

pub use check::Checked;
pub use report::{Applied, Planned, Report, Told};

/// What every command has.
pub struct Context {
    /// The options that may stand before or after the command.
    pub options: GlobalOptions,
    /// By which name the program was called.
    pub persona: Persona,
    /// How things are said.
    pub output: Rc<dyn Output>,
    /// Ctrl-C.
    pub signals: Signals,
    /// Whose JavaScript has run.
    pub loaded: Rc<Loaded>,
    /// Whether nothing but the answer may go to standard output, whatever JavaScript prints.
    pub keeps_stdout_free: bool,
}

/// Does what was asked.
///
/// # Errors
/// Whatever kept it from being done.
pub async fn run(command: Command, context: &Context) -> Result<Report, Trouble> {
    match command {
        Command::Init { extension } => init::run(context, extension.as_deref()),
        Command::MigrateMake(make) => migrate_make::run(context, &make).await,
        Command::MigrateLatest { run, verbose } => latest::run(context, run, verbose).await,
        Command::MigrateUp { name, run } => up::run(context, run, up::Until::One(name)).await,
        Command::MigrateTo(named) => up::run(context, named.run, up::Until::With(named.name)).await,
        Command::MigrateBefore(named) => up::run(context, named.run, up::Until::Before(named.name)).await,
        Command::MigrateDown { name, run } => down::run(context, run, name).await,
        Command::MigrateRollback { all, run, verbose } => rollback::run(context, run, all, verbose).await,
        Command::MigrateList => list::run(context).await,
        Command::MigrateCurrentVersion => current_version::run(context).await,
        Command::MigrateUnlock => unlock::run(context).await,
        Command::SeedMake(make) => seed_make::run(context, &make).await,
        Command::SeedRun { verbose } => seed_run::run(context, verbose).await,
        Command::Verify(verify) => verify::run(context, verify).await,
        Command::Docs(docs) => docs::run(context, docs).await,
        Command::Lint(lint) => lint::run(context, lint).await,
        Command::Lock(lock) => lock::run(context, lock).await,
        Command::Changelog { check } => changelog::run(context, check).await,
        Command::Check(check) => check::run(context, check).await,
        Command::Guide(guide) => guide::run(context, guide).await,
        Command::Plan(asked) => plan::run(context, asked).await,
        Command::Server(command) => server::run(context, command).await,
        Command::Completions { shell } => Ok(completions::run(shell, context.persona)),
        Command::Man => man::run(context.persona),
    }
}
