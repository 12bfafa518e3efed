use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use serde_json::json;

use super::Persona;

/// The version of Knex whose command line this is.
const KNEX_VERSION: &str = "3.3.0";

/// Arguments that name nothing to do: help, a version, or a mistake.
pub struct Refusal {
    error: clap::Error,
    persona: Persona,
    /// All arguments as they were given.
    given: Vec<String>,
}

impl Refusal {
    pub(super) fn new(error: clap::Error, persona: Persona, given: Vec<String>) -> Self {
        Self { error, persona, given }
    }

    /// Says it, on the stream and with the exit code of Knex 3.3.0 (commander 10): 0 for help and version that were
    /// asked for, else 1.
    pub fn say(&self) -> ExitCode {
        match self.error.kind() {
            ErrorKind::DisplayVersion if self.persona == Persona::Knex => {
                let local = crate::project::installed_knex_version();
                let local = local.as_deref().unwrap_or(KNEX_VERSION);
                crate::output::print(&format!(
                    "Knex CLI version: {KNEX_VERSION}\nKnex Local version: {local}\n"
                ));
                ExitCode::SUCCESS
            }
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                let _ = self.error.print();
                ExitCode::SUCCESS
            }
            _ if self.given.iter().any(|argument| argument == "--json") => {
                let told = self.error.to_string();
                let message =
                    self.first_line().unwrap_or_else(|| told.lines().next().unwrap_or_default().into());
                let error =
                    json!({ "message": message.trim_start_matches("error: "), "advice": self.advice() });
                crate::output::print(&format!("{:#}\n", json!({ "ok": false, "error": error })));
                ExitCode::FAILURE
            }
            _ => {
                match self.first_line() {
                    Some(line) => {
                        let usage =
                            self.error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
                        let suggestion = self.suggestion().map(|name| format!("\n(Did you mean {name}?)"));
                        eprintln!("{line}{}\n\n{usage}", suggestion.unwrap_or_default());
                    }
                    None => {
                        let _ = self.error.print();
                    }
                }
                ExitCode::FAILURE
            }
        }
    }

    /// The mistake in commander's words.
    fn first_line(&self) -> Option<String> {
        let argument = || self.context(ContextKind::InvalidArg);
        match self.error.kind() {
            ErrorKind::UnknownArgument => {
                // clap names the first letter of `-xyz`, commander all of it.
                let letter = argument()?;
                let whole = self.given.iter().find(|given| letter.len() == 2 && given.starts_with(&letter));
                Some(format!("error: unknown option '{}'", whole.unwrap_or(&letter)))
            }
            ErrorKind::InvalidSubcommand => {
                Some(format!("error: unknown command '{}'", self.context(ContextKind::InvalidSubcommand)?))
            }
            // An option that belongs to another one: clap says which.
            ErrorKind::MissingRequiredArgument if argument()?.starts_with("--") => None,
            ErrorKind::MissingRequiredArgument => {
                let name = argument()?.trim_matches(['<', '>', '[', ']']).to_lowercase();
                Some(format!("error: missing required argument '{name}'"))
            }
            _ => None,
        }
    }

    /// What to do about it: the likest name, how the command is called.
    fn advice(&self) -> Vec<String> {
        let suggestion = self.suggestion().map(|name| format!("Did you mean {name}?"));
        let usage = self.error.get(ContextKind::Usage).map(|usage| usage.to_string().trim().to_owned());
        suggestion.into_iter().chain(usage).collect()
    }

    fn suggestion(&self) -> Option<String> {
        self.context(ContextKind::SuggestedSubcommand).or_else(|| self.context(ContextKind::SuggestedArg))
    }

    fn context(&self, kind: ContextKind) -> Option<String> {
        match self.error.get(kind)? {
            ContextValue::String(text) => Some(text.clone()),
            // Suggestions: the likest comes last.
            ContextValue::Strings(texts) => texts.last().cloned(),
            _ => None,
        }
    }
}
