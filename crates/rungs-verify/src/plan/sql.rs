//! The plan as a script for `psql`.

use std::fmt::Write;

use rungs_trace::sql::inlined;

use super::{Act, Plan, Step};

impl Plan {
    /// A script that `psql` runs and that leaves what the run would leave, ledger included. Reads and statements that
    /// fail are comments.
    pub fn to_sql(&self) -> String {
        let mut script = String::from("\\set ON_ERROR_STOP on\n");
        if let Some(path) = &self.search_path {
            let _ = writeln!(script, "SET search_path TO {path};");
        }
        let mut migration = None;
        for (index, step) in self.steps.iter().enumerate() {
            if step.migration.is_some() && step.migration != migration {
                migration.clone_from(&step.migration);
                let _ = writeln!(script, "\n-- {}", migration.as_deref().unwrap_or_default());
            }
            if self.begins_text(index) {
                script.push_str("BEGIN;\n");
            }
            write_step(&mut script, step);
            if self.ends_text(index) {
                script.push_str("COMMIT;\n");
            }
        }
        script
    }

    /// Whether the statement is the first of several that are one text, and so one transaction, outside of any other.
    fn begins_text(&self, index: usize) -> bool {
        self.is_same_text(index, index + 1) && !(index > 0 && self.is_same_text(index - 1, index))
    }

    fn ends_text(&self, index: usize) -> bool {
        index > 0 && self.is_same_text(index - 1, index) && !self.is_same_text(index, index + 1)
    }

    fn is_same_text(&self, index: usize, next: usize) -> bool {
        let (Some(one), Some(two)) = (self.steps.get(index), self.steps.get(next)) else { return false };
        one.traced.is_wrapped && two.traced.is_wrapped && one.traced.transaction == two.traced.transaction
    }
}

fn write_step(script: &mut String, step: &Step) {
    let sql = inlined(&step.traced.statement);
    let sql = sql.trim().trim_end_matches(';').trim_end();
    for effect in step.effects() {
        let _ = writeln!(script, "-- {effect}");
    }
    if step.traced.is_elsewhere {
        script.push_str("-- on a connection of the migration's own:\n");
    }
    let why = match step.act {
        Act::Read => Some(format!("read on the copy, {} rows:", step.traced.rows.unwrap_or(0))),
        Act::Failure => step.traced.failure.as_ref().map(|failure| format!("fails ({failure}):")),
        Act::Transaction | Act::Ledger | Act::Change => None,
    };
    if let Some(why) = why {
        let _ = writeln!(script, "-- {why}");
        for line in sql.lines() {
            let _ = writeln!(script, "-- {line}");
        }
        return;
    }
    // A comment at the end must not swallow the semicolon.
    let before = if sql.lines().last().is_some_and(|line| line.contains("--")) { "\n" } else { "" };
    let _ = writeln!(script, "{sql}{before};");
}
