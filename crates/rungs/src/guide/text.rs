use std::path::Path;

use clap::CommandFactory;
use minijinja::{Environment, context};
use rungs_lint::Settings;
use serde::Serialize;

use super::{Assistant, conventions};
use crate::arguments::{Arguments, Persona};
use crate::diagnostics::Trouble;
use crate::patterns;

/// What every guide holds, so that no other file is taken for one.
pub const NOTE: &str =
    "<!-- Written by `rungs guide` from what is enforced: change rungs.toml, not this. -->";

const TEMPLATE: &str = include_str!("../../templates/guide.md");

/// The month that partitions begin with in the guide: one that does not change.
const MONTH: &str = "2026-01-01";

/// What a guide is about.
pub struct Guide<'a> {
    /// What is enforced.
    pub settings: &'a Settings,
    /// The folders of the migrations, relative to the project's folder.
    pub folders: Vec<String>,
    /// The extension of new migrations.
    pub extension: &'a str,
    /// The ledger's table.
    pub ledger: &'a str,
    /// The document that holds the data-design section, relative to the project's folder.
    pub design: String,
}

#[derive(Serialize)]
struct Told {
    name: String,
    about: String,
}

#[derive(Serialize)]
struct Shown {
    name: &'static str,
    writes: &'static str,
    when: &'static str,
    example: &'static str,
    code: String,
}

impl Guide<'_> {
    /// The guide in Markdown, for people or for an assistant.
    ///
    /// # Errors
    /// When a template is not one, which its test would have seen.
    pub fn text(&self, assistant: Option<Assistant>) -> Result<String, Trouble> {
        let commands = commands();
        let names: Vec<&str> = commands.iter().map(|command| command.name.as_str()).collect();
        let conventions = &self.settings.conventions;
        let extension = if patterns::speaks(self.extension) { self.extension } else { "ts" };
        let variables = context! {
            note => NOTE,
            names,
            folders => self.folders,
            language => if self.extension == "ts" { "TypeScript" } else { "JavaScript" },
            extension,
            ledger => self.ledger,
            design => self.design,
            groups => conventions::groups(self.settings),
            off => conventions::off(self.settings),
            ids => conventions::ids(self.settings),
            large_tables => conventions.large_tables.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
            queries => conventions.frequent_queries.iter().map(|query| in_one_line(&query.sql)).collect::<Vec<_>>(),
            example_rule => "foreign-key-index",
            patterns => patterns(extension)?,
            commands,
        };
        let mut environment = Environment::new();
        environment.set_keep_trailing_newline(true);
        let text = environment
            .render_str(TEMPLATE, variables)
            .map_err(|error| Trouble::refused(format!("the guide cannot be written: {error:#}")))?;
        let front_matter = assistant.map(|assistant| assistant.front_matter(&self.folders));
        Ok(front_matter.unwrap_or_default() + &text)
    }
}

/// `path` relative to `folder` where it is in it, with `/`.
pub fn relative(path: &Path, folder: &Path) -> String {
    let parts = path.strip_prefix(folder).unwrap_or(path).components();
    let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.iter().filter(|part| *part != ".").cloned().collect::<Vec<_>>().join("/")
}

/// The commands that are for a project's work, with their help's first line.
fn commands() -> Vec<Told> {
    const FOR_SHELLS: &[&str] = &["completions", "man", "help"];
    let definition = Arguments::command().name(Persona::Rungs.name());
    let commands = definition
        .get_subcommands()
        .filter(|command| !command.is_hide_set() && !FOR_SHELLS.contains(&command.get_name()));
    commands
        .map(|command| Told {
            name: command.get_name().to_owned(),
            about: command.get_about().map(ToString::to_string).unwrap_or_default().replace('|', "\\|"),
        })
        .collect()
}

fn patterns(extension: &str) -> Result<Vec<Shown>, Trouble> {
    let shown = |pattern: &'static patterns::Pattern| {
        Ok(Shown {
            name: pattern.name,
            writes: &pattern.writes,
            when: pattern.when,
            example: &pattern.example,
            code: pattern.render_example(MONTH, extension)?.trim_end().to_owned(),
        })
    };
    patterns::patterns().iter().map(shown).collect()
}

fn in_one_line(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(';').to_owned()
}
