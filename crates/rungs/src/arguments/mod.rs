//! The command line: Knex 3.3.0's options and commands, and Rungs' own.

mod command;
mod global;
mod persona;
mod refusal;

use std::ffi::OsString;

use clap::{Arg, CommandFactory, FromArgMatches, Parser};

pub use command::{
    Check, Command, Docs, Lint, Lock, Make, MakeMigration, PatternOptions, Plan, PlanFormat, Run,
    ServerCommand, Verify, WriteGuide,
};
pub use global::GlobalOptions;
pub use persona::Persona;
pub use refusal::Refusal;

/// Runs Knex migrations on PostgreSQL, without Node.
#[derive(Debug, Parser)]
#[command(name = "rungs", version, subcommand_required = true, arg_required_else_help = true)]
pub struct Arguments {
    /// Options that may stand before or after the command.
    #[command(flatten)]
    pub global: GlobalOptions,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Arguments {
    /// Reads the arguments, the first of which is the name of the program.
    pub fn read(arguments: Vec<OsString>, persona: Persona) -> Result<Self, Refusal> {
        let given =
            arguments.iter().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
        let matches = Self::definition(persona).try_get_matches_from(arguments);
        let read = matches.and_then(|matches| Self::from_arg_matches(&matches));
        read.map_err(|error| Refusal::new(error, persona, given))
    }

    /// The command line as clap knows it: for parsing, completions and the manual.
    pub fn definition(persona: Persona) -> clap::Command {
        let definition = Self::command().name(persona.name()).bin_name(persona.name());
        match persona {
            Persona::Rungs => definition,
            // Knex 3.3.0 (commander) ignores arguments that nobody asked for; where any number is taken there are none.
            Persona::Knex => definition.mut_subcommands(|command| {
                let takes_any = |argument: &Arg| {
                    argument.is_positional()
                        && argument.get_num_args().is_some_and(|number| number.max_values() > 1)
                };
                if command.has_subcommands() || command.get_arguments().any(takes_any) {
                    command
                } else {
                    command.arg(Arg::new("excess").num_args(0..).hide(true))
                }
            }),
        }
    }
}
