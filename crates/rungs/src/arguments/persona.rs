use std::ffi::OsStr;
use std::path::Path;

/// By which name the program was called, and so what its output looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persona {
    /// As itself: for people, or with `--json` for programs.
    Rungs,
    /// As `knex`: standard output is Knex 3.3.0's, byte for byte.
    Knex,
}

impl Persona {
    /// The persona for the name of the program, which may be a path and may have an extension.
    pub fn of(program: Option<&OsStr>) -> Self {
        let stem = program.and_then(|program| Path::new(program).file_stem());
        if stem.is_some_and(|stem| stem == "knex") { Self::Knex } else { Self::Rungs }
    }

    /// The name that help and usage show.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rungs => "rungs",
            Self::Knex => "knex",
        }
    }
}
