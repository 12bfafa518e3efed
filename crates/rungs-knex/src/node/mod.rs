//! The team's Node as a second host: for migrations that need a compiled addon, or what the embedded engine lacks.
//!
//! The project's files run in Node, with the same prelude. Everything that the prelude asks of Rust goes over a pipe to
//! this process and is answered by the functions that answer the embedded engine: `relay` brings questions to them,
//! `wire.js` says how values travel, `host/` is Node's side.

mod child;
mod frame;
mod program;
mod relay;
mod sources;
mod watch;

pub(crate) use child::Child;
pub(crate) use relay::{InNode, install};
pub(crate) use watch::Watch;

use std::{
    path::{Path, PathBuf},
    rc::Rc,
};

use rungs_js::EngineOptions;
use rungs_run::FrontEndError;

use crate::project::ProjectOptions;
use child::Start;
use program::Program;

/// Where the project's JavaScript runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Runtime {
    /// In the embedded engine, in its sandbox; in Node where it needs what the engine cannot have.
    #[default]
    Auto,
    /// In the embedded engine.
    Embedded,
    /// In the team's Node, outside of the sandbox.
    Node,
}

/// What to do where the engine lacks something.
pub(crate) const ADVICE: &str = "Node has it: `runtime = \"node\"` in rungs.toml, or RUNGS_RUNTIME=node, runs this project's \
                                 JavaScript there, outside of the sandbox.";

/// Starts the team's Node in the project's folder.
///
/// # Errors
/// When there is none, it is too old, or cannot be started.
pub(crate) async fn start(
    options: &ProjectOptions,
    engine: &EngineOptions,
) -> Result<Rc<Child>, FrontEndError> {
    let named = options.node.as_deref();
    let Some(program) = Program::find(named) else {
        return Err(no_node("this project's JavaScript is to run in Node", named));
    };
    let script = engine.script.to_string_lossy();
    let start = Start {
        folder: &engine.root,
        keeps_stdout_free: options.keeps_stdout_free,
        memory_limit: options.memory_limit,
        script: &script,
    };
    Child::start(program, start).await
}

/// Where Node is: the one at `named`, else the first on the `PATH`.
pub(crate) fn find(named: Option<&Path>) -> Option<PathBuf> {
    Program::find(named).map(|program| program.path)
}

/// There is no Node, though `why`.
pub(crate) fn no_node(why: &str, named: Option<&Path>) -> FrontEndError {
    let place = match named {
        Some(path) => format!("there is none at {}, which RUNGS_NODE names", path.display()),
        None => "there is none on the PATH".to_owned(),
    };
    FrontEndError::new(format!("{why}, and {place}"))
        .with_hint("Install Node 18 or newer, or say in the variable RUNGS_NODE where it is.")
}
