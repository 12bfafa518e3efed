//! Where the project's JavaScript runs.

use std::path::{Path, PathBuf};

use rungs_knex::Runtime;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

use super::{Place, sandbox};
use crate::commands::Context;
use crate::diagnostics::Trouble;
use crate::output::Note;

/// `runtime` of `rungs.toml`, and the variable `RUNGS_RUNTIME`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuntimeName {
    /// In the embedded engine; in Node where that cannot do.
    Auto,
    /// In the embedded engine, always.
    Embedded,
    /// In Node, always.
    Node,
}

const VARIABLE: &str = "RUNGS_RUNTIME";
const NODE: &str = "RUNGS_NODE";

/// What the environment says, else what `rungs.toml` says. Where that is Node, nobody shall believe in a sandbox.
///
/// # Errors
/// When the variable holds no runtime's name.
pub(super) fn choice(place: &Place, context: &Context) -> Result<Runtime, Trouble> {
    let runtime = named(place)?;
    if runtime == Runtime::Node && sandbox::is_adjusted(place, &context.options) {
        context.output.note(&Note::Server(
            "JavaScript runs in Node, outside of the sandbox: what it is allowed to do changes nothing",
        ));
    }
    Ok(runtime)
}

fn named(place: &Place) -> Result<Runtime, Trouble> {
    let given = std::env::var(VARIABLE).ok().filter(|name| !name.is_empty());
    let given = given.map(|name| {
        let name: Result<RuntimeName, Error> = RuntimeName::deserialize(name.as_str().into_deserializer());
        name.map_err(|error| Trouble::Settings { path: VARIABLE.into(), reason: error.to_string() })
    });
    let name = given.transpose()?.or(place.rungs_toml.runtime).unwrap_or(RuntimeName::Auto);
    Ok(match name {
        RuntimeName::Auto => Runtime::Auto,
        RuntimeName::Embedded => Runtime::Embedded,
        RuntimeName::Node => Runtime::Node,
    })
}

/// The Node that the environment names.
pub(super) fn node() -> Option<PathBuf> {
    std::env::var_os(NODE).filter(|path| !path.is_empty()).map(|path| Path::new(&path).to_owned())
}
