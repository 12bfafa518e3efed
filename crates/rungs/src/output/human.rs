use std::time::Duration;

use rungs_run::{Batch, Event, Watch};

use super::document::documents;
use super::plan::plan;
use super::progress::Progress;
use super::verdicts::verdicts;
use super::{Note, Output, POOLED, Palette, complain, findings, no_journal, print, tildify};
use crate::commands::{Applied, Report};
use crate::diagnostics::{self, Trouble};

/// For people: results on standard output, all else on standard error.
pub(super) struct Human {
    palette: Palette,
    stderr: Palette,
    progress: Progress,
}

impl Human {
    pub(super) fn new() -> Self {
        Self { palette: Palette::for_stdout(), stderr: Palette::for_stderr(), progress: Progress::default() }
    }

    fn applied(&self, verb: &str, Applied { batch, elapsed, .. }: &Applied) -> String {
        let Batch { number, names } = batch;
        let line = format!("{verb} {} in {}", count(names.len(), "migration"), seconds(*elapsed));
        let batch = self.palette.dim(&format!(" (batch {number})"));
        format!("{}{batch}{}", self.palette.green(&line), self.indented(names))
    }

    fn indented(&self, names: &[String]) -> String {
        names.iter().map(|name| format!("\n  {}", self.palette.cyan(name))).collect()
    }

    fn text(&self, report: &Report) -> String {
        let palette = self.palette;
        match report {
            Report::Migrated(applied) if applied.batch.names.is_empty() => palette.cyan("Already up to date"),
            Report::RolledBack(applied) if applied.batch.names.is_empty() => {
                palette.cyan("Already at the base migration")
            }
            Report::Migrated(applied) => self.applied("Ran", applied),
            Report::RolledBack(applied) => self.applied("Rolled back", applied),
            Report::Listing { completed, pending } => {
                let pending: Vec<String> = pending
                    .iter()
                    .map(|file| file.clone().unwrap_or_else(|| "(no file)".to_owned()))
                    .collect();
                let completed_line =
                    palette.green(&format!("{} completed", count(completed.len(), "migration")));
                let pending_line = palette.yellow(&format!("{} pending", count(pending.len(), "migration")));
                format!(
                    "{completed_line}{}\n{pending_line}{}",
                    self.indented(completed),
                    self.indented(&pending)
                )
            }
            Report::CurrentVersion(version) => {
                format!("Current version: {}", palette.blue(version.as_deref().unwrap_or("none")))
            }
            Report::Unlocked { alive: None } => palette.green("The lock is free"),
            Report::Unlocked { alive: Some(holder) } => {
                palette.yellow(&format!("The lock row is free, but the lock is still held by {holder}"))
            }
            Report::MadeMigration(path) | Report::MadeSeed(path) => {
                palette.green(&format!("Created {}", path.display()))
            }
            Report::MadeMigrations(paths) => {
                let lines: Vec<String> =
                    paths.iter().map(|path| format!("Created {}", path.display())).collect();
                palette.green(&lines.join("\n"))
            }
            Report::MadeKnexfile(path) => palette.green(&format!("Created {path}")),
            Report::Seeded { names, .. } if names.is_empty() => palette.cyan("No seed files exist"),
            Report::Seeded { names, elapsed, .. } => {
                let line = format!("Ran {} in {}", count(names.len(), "seed"), seconds(*elapsed));
                format!("{}{}", palette.green(&line), self.indented(names))
            }
            Report::Documents(all) => documents(all, palette),
            Report::Verified(all) => verdicts(all, palette),
            Report::Found(found) => findings::render(found, palette),
            Report::Checked(checked) => checked.render(palette),
            Report::Planned(planned) => plan(planned, palette),
            Report::Text(text) => text.trim_end_matches('\n').to_owned(),
        }
    }
}

impl Watch for Human {
    fn event(&self, event: Event<'_>) {
        let palette = self.stderr;
        match event {
            Event::Warning(text) => {
                self.progress.around(|| complain(&palette.yellow(&format!("warning: {text}"))))
            }
            Event::Waiting(holder) => complain(&palette.yellow(&format!("Waiting for {holder}"))),
            Event::Healed(_) => complain(&palette.dim("Freed the lock of a run that has ended")),
            Event::Unfinished(unfinished) => complain(&palette.yellow(&diagnostics::unfinished(unfinished))),
            Event::Pooled => complain(&palette.yellow(POOLED)),
            Event::NoJournal(reason) => {
                self.progress.around(|| complain(&palette.yellow(&no_journal(reason))));
            }
            Event::Begins { total } => self.progress.begin(total),
            Event::Starts { name, index } => self.progress.at(name, index),
            Event::Ends { .. } => {}
        }
    }
}

impl Output for Human {
    fn note(&self, note: &Note<'_>) {
        let palette = self.stderr;
        let text = match note {
            // The trouble itself says it.
            Note::Failing(_) => return,
            Note::WorkingDirectory(path) => format!("Working directory: {}", tildify(path)),
            Note::Environment(name) => format!("Environment: {name}"),
            Note::Server(text) | Note::Statement(text) => (*text).to_owned(),
        };
        self.progress.around(|| complain(&palette.dim(&text)));
    }

    fn report(&self, report: &Report) {
        self.progress.end();
        print(&format!("{}\n", self.text(report)));
    }

    fn trouble(&self, trouble: &Trouble) {
        self.progress.end();
        let text = trouble.to_string();
        let text = text.strip_prefix("Error: ").unwrap_or(&text);
        complain(&diagnostics::render(trouble, &format!("error: {text}"), self.stderr));
    }
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn seconds(duration: Duration) -> String {
    match duration.as_millis() {
        0..1000 => format!("{} ms", duration.as_millis()),
        _ => format!("{:.1} s", duration.as_secs_f64()),
    }
}
