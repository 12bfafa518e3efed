//! What stands in the database after a run that failed.

use rungs_run::{Failed, Journal};

/// How many statements or names are listed before the rest is counted.
const LISTED: usize = 20;

/// Lines that say what was committed, what was rolled back, and what a migration without a transaction left.
pub(super) fn lines(journal: &Journal) -> Vec<String> {
    let Journal { committed, rolled_back, in_doubt, failed, .. } = journal;
    let mut lines = Vec::new();
    if failed.is_none() && [committed, rolled_back, in_doubt].iter().all(|names| names.is_empty()) {
        return lines;
    }
    if !committed.is_empty() {
        lines.push("Committed, and in the ledger:".to_owned());
        list(&mut lines, committed.iter().cloned());
    }
    if !rolled_back.is_empty() {
        lines.push("Rolled back, with the transaction they shared:".to_owned());
        list(&mut lines, rolled_back.iter().cloned());
    }
    if !in_doubt.is_empty() {
        lines.push("Committed or rolled back, all of it or nothing:".to_owned());
        list(&mut lines, in_doubt.iter().cloned());
        lines.push(
            "`rungs migrate:list` tells when the server answers again; running again goes on from there."
                .to_owned(),
        );
        return lines;
    }
    if let Some(failed) = failed {
        lines.extend(of_failed(failed));
    }
    let is_untouched =
        |failed: &Failed| failed.standing.as_ref().is_none_or(Vec::is_empty) && failed.in_flight.is_none();
    if committed.is_empty() && failed.as_ref().is_none_or(is_untouched) {
        lines.push("The database is as it was before.".to_owned());
    }
    lines
}

fn of_failed(Failed { name, standing, in_flight }: &Failed) -> Vec<String> {
    let Some(standing) = standing else { return vec![format!("Failed, and rolled back: {name}")] };
    let mut lines = Vec::new();
    if standing.is_empty() && in_flight.is_none() {
        return vec![format!("Failed before any of its statements took effect: {name}")];
    }
    if standing.is_empty() {
        lines.push(format!("Failed without a transaction: {name}."));
    } else {
        lines.push(format!("Failed without a transaction: {name}. These of its statements stand:"));
        list(&mut lines, standing.iter().map(|statement| first_line(&statement.sql)));
    }
    if let Some(statement) = in_flight {
        lines.push("This was under way, and may have taken effect:".to_owned());
        list(&mut lines, std::iter::once(first_line(&statement.sql)));
    }
    lines.push("Undo them, or make the migration cope with them, before it runs again.".to_owned());
    lines
}

/// Adds the items, as many as can be read.
pub(super) fn list(lines: &mut Vec<String>, items: impl ExactSizeIterator<Item = String>) {
    let more = items.len().saturating_sub(LISTED);
    lines.extend(items.take(LISTED).map(|item| format!("  {item}")));
    if more > 0 {
        lines.push(format!("  and {more} more"));
    }
}

fn first_line(sql: &str) -> String {
    sql.trim().lines().next().unwrap_or_default().to_owned()
}
