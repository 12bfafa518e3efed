use std::path::PathBuf;

use rungs_run::{Batch, Event, Watch};

use super::document::documents;
use super::plan::plan;
use super::verdicts::verdicts;
use super::{Note, Output, POOLED, Palette, complain, findings, no_journal, print, tildify};
use crate::commands::{Applied, Report, Told};
use crate::diagnostics::{self, Trouble};

/// Standard output as Knex 3.3.0 writes it, byte for byte (`bin/cli.js`, `bin/utils/`); what Knex does not know goes to
/// standard error.
pub(super) struct Knex {
    palette: Palette,
}

impl Knex {
    pub(super) fn new() -> Self {
        Self { palette: Palette::for_stdout() }
    }
}

impl Watch for Knex {
    fn event(&self, event: Event<'_>) {
        match event {
            Event::Warning(text) => print(&format!("{}\n", self.palette.yellow(&text))),
            Event::Waiting(holder) => complain(&format!("Waiting for {holder}")),
            Event::Healed(_) => complain("Freed the lock of a run that has ended"),
            Event::Unfinished(unfinished) => complain(&diagnostics::unfinished(unfinished)),
            Event::Pooled => complain(POOLED),
            Event::NoJournal(reason) => complain(&no_journal(reason)),
            Event::Begins { .. } | Event::Starts { .. } | Event::Ends { .. } => {}
        }
    }
}

impl Output for Knex {
    fn note(&self, note: &Note<'_>) {
        let palette = self.palette;
        match note {
            Note::WorkingDirectory(path) => {
                print(&format!("Working directory changed to {}\n", palette.magenta(&tildify(path))));
            }
            Note::Environment(name) => print(&format!("Using environment: {}\n", palette.magenta(name))),
            Note::Server(text) | Note::Statement(text) => complain(text),
            Note::Failing(text) => print(&format!("{}\n", self.palette.yellow(text))),
        }
    }

    fn report(&self, report: &Report) {
        print(&format!("{}\n", text(report, self.palette)));
    }

    fn trouble(&self, trouble: &Trouble) {
        if let Trouble::NoStubFolder { name, .. } = trouble {
            let (said, name) = (self.palette.red("Failed to load stub"), self.palette.magenta(name));
            print(&format!("{said} {name}\n"));
        }
        // Knex colours standard error by whether standard *output* is a terminal.
        complain(&diagnostics::render(trouble, &diagnostics::knex_headline(trouble), self.palette));
    }
}

/// What Knex says on success, without the last line feed.
fn text(report: &Report, palette: Palette) -> String {
    match report {
        Report::Migrated(Applied { batch, .. }) if batch.names.is_empty() => {
            palette.cyan("Already up to date")
        }
        Report::RolledBack(Applied { batch, .. }) if batch.names.is_empty() => {
            palette.cyan("Already at the base migration")
        }
        Report::Migrated(Applied { batch, told: Told::Counted { verbose }, .. }) => counted(
            &format!("Batch {} run: {} migrations", batch.number, batch.names.len()),
            &batch.names,
            *verbose,
            palette,
        ),
        Report::RolledBack(Applied { batch, told: Told::Counted { verbose }, .. }) => {
            let line = format!("Batch {} rolled back: {} migrations", batch.number, batch.names.len());
            counted(&line, &batch.names, *verbose, palette)
        }
        Report::Migrated(Applied { batch, .. }) => listed("ran", batch, palette),
        Report::RolledBack(Applied { batch, .. }) => listed("rolled back", batch, palette),
        Report::Listing { completed, pending } => listing(completed, pending, palette),
        Report::CurrentVersion(version) => {
            let version = version.as_deref().unwrap_or("none");
            palette.green("Current Version: ") + &palette.blue(version)
        }
        Report::Unlocked { alive } => {
            if let Some(holder) = alive {
                complain(&format!("The lock is still held by {holder}"));
            }
            palette.green("Succesfully unlocked the migrations lock table")
        }
        Report::MadeMigration(path) => palette.green(&format!("Created Migration: {}", path.display())),
        Report::MadeMigrations(paths) => {
            let line = |path: &PathBuf| format!("Created Migration: {}", path.display());
            palette.green(&paths.iter().map(line).collect::<Vec<_>>().join("\n"))
        }
        Report::MadeSeed(path) => palette.green(&format!("Created seed file: {}", path.display())),
        Report::MadeKnexfile(path) => palette.green(&format!("Created {path}")),
        Report::Seeded { names, .. } if names.is_empty() => palette.cyan("No seed files exist"),
        Report::Seeded { names, verbose, .. } => {
            counted(&format!("Ran {} seed files", names.len()), names, *verbose, palette)
        }
        Report::Documents(all) => documents(all, palette),
        Report::Verified(all) => verdicts(all, palette),
        Report::Found(found) => findings::render(found, palette),
        Report::Checked(checked) => checked.render(palette),
        Report::Planned(planned) => plan(planned, palette),
        Report::Text(text) => text.trim_end_matches('\n').to_owned(),
    }
}

fn counted(line: &str, names: &[String], verbose: bool, palette: Palette) -> String {
    let line = palette.green(line);
    if verbose { format!("{line}\n{}", palette.cyan(&names.join("\n"))) } else { line }
}

fn listed(verb: &str, batch: &Batch, palette: Palette) -> String {
    palette.green(&format!(
        "Batch {} {verb} the following migrations:\n{}",
        batch.number,
        batch.names.join("\n")
    ))
}

fn listing(completed: &[String], pending: &[Option<String>], palette: Palette) -> String {
    let mut text = String::new();
    if completed.is_empty() {
        text += &palette.red("No Completed Migration files Found.\n");
    } else {
        text += &palette.green(&format!("Found {} Completed Migration file/files.\n", completed.len()));
        text.extend(completed.iter().map(|name| palette.cyan(&format!("{name}\n"))));
    }
    if pending.is_empty() {
        text += &palette.red("No Pending Migration files Found.\n");
    } else {
        text += &palette.green(&format!("Found {} Pending Migration file/files.\n", pending.len()));
        // Knex prints the property `file`, which migrations of a source of the project's own need not have.
        let file =
            |file: &Option<String>| palette.cyan(&format!("{}\n", file.as_deref().unwrap_or("undefined")));
        text.extend(pending.iter().map(file));
    }
    text
}
