use clap_complete::Shell;

use super::Report;
use crate::arguments::{Arguments, Persona};

/// `completions`: a script that completes commands and options in a shell.
pub(super) fn run(shell: Shell, persona: Persona) -> Report {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::definition(persona), persona.name(), &mut script);
    Report::Text(String::from_utf8_lossy(&script).into_owned())
}
