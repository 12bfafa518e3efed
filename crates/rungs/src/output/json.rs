use rungs_run::{Event, Watch};
use serde_json::{Map, Value, json};

use super::{Note, Output, POOLED, complain, findings, no_journal, print};
use crate::arguments::Command;
use crate::commands::{Applied, Report};
use crate::diagnostics::{self, Trouble};
use crate::documents::{Document, DocumentState};

/// One JSON document on standard output, whatever happens.
pub(super) struct Json {
    command: &'static str,
}

impl Json {
    pub(super) fn new(command: &Command) -> Self {
        Self { command: command.name() }
    }

    fn print(&self, ok: bool, content: Value) {
        let mut document = Map::new();
        document.insert("command".to_owned(), self.command.into());
        document.insert("ok".to_owned(), ok.into());
        if let Value::Object(content) = content {
            document.extend(content);
        }
        print(&format!("{:#}\n", Value::Object(document)));
    }
}

impl Watch for Json {
    fn event(&self, event: Event<'_>) {
        match event {
            Event::Warning(text) => complain(&text),
            Event::Waiting(holder) => complain(&format!("Waiting for {holder}")),
            Event::Unfinished(unfinished) => complain(&diagnostics::unfinished(unfinished)),
            Event::Pooled => complain(POOLED),
            Event::NoJournal(reason) => complain(&no_journal(reason)),
            Event::Healed(_) | Event::Begins { .. } | Event::Starts { .. } | Event::Ends { .. } => {}
        }
    }
}

impl Output for Json {
    fn note(&self, note: &Note<'_>) {
        match note {
            Note::Server(text) | Note::Statement(text) => complain(text),
            Note::WorkingDirectory(_) | Note::Environment(_) | Note::Failing(_) => {}
        }
    }

    fn report(&self, report: &Report) {
        self.print(!report.is_failure(), content(report));
    }

    fn trouble(&self, trouble: &Trouble) {
        self.print(false, diagnostics::json(trouble));
    }
}

fn content(report: &Report) -> Value {
    match report {
        Report::Migrated(Applied { batch, elapsed, .. })
        | Report::RolledBack(Applied { batch, elapsed, .. }) => {
            json!({ "batch": batch.number, "migrations": batch.names, "milliseconds": elapsed.as_millis() as u64 })
        }
        Report::Listing { completed, pending } => json!({ "completed": completed, "pending": pending }),
        Report::CurrentVersion(version) => json!({ "version": version }),
        Report::Unlocked { alive } => json!({ "heldBy": alive.as_ref().map(ToString::to_string) }),
        Report::MadeMigration(path) | Report::MadeSeed(path) => json!({ "path": path }),
        Report::MadeMigrations(paths) => json!({ "paths": paths }),
        Report::MadeKnexfile(path) => json!({ "path": path }),
        Report::Seeded { names, elapsed, .. } => {
            json!({ "seeds": names, "milliseconds": elapsed.as_millis() as u64 })
        }
        Report::Documents(all) => json!({ "documents": all.iter().map(document).collect::<Vec<_>>() }),
        Report::Verified(verdicts) => json!({ "migrations": verdicts }),
        Report::Found(found) => findings::json(found),
        Report::Checked(checked) => findings::json(&checked.findings()),
        Report::Planned(planned) => {
            let mut content = serde_json::to_value(planned.plan.document()).unwrap_or_default();
            content["from"] = planned.position.as_str().into();
            content
        }
        Report::Text(text) => json!({ "text": text }),
    }
}

fn document(Document { path, state, .. }: &Document) -> Value {
    let (word, difference) = match state {
        DocumentState::Written => ("written", None),
        DocumentState::UpToDate => ("up-to-date", None),
        DocumentState::Stale { difference } => ("stale", Some(difference)),
    };
    json!({ "path": path, "state": word, "difference": difference })
}
