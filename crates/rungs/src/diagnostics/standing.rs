//! What stands in the database after a run that failed.

use rungs_run::{Failed, Journal};

/// How many statements or names are listed before the rest is counted.
const LISTED: usize = 20;

/// Lines that say what was committed, what was rolled back, and what a migration without a transaction left.
pub(super) fn lines(journal: &Journal) -> Vec<String> {
    let Journal { committed, rolled_back, failed } = journal;
    let mut lines = Vec::new();
    if failed.is_none() && committed.is_empty() && rolled_back.is_empty() {
        return lines;
    }
    if !committed.is_empty() {
        lines.push("Committed, and in the ledger:".to_owned());
        list(&mut lines, committed.iter().map(String::as_str));
    }
    if !rolled_back.is_empty() {
        lines.push("Rolled back, with the transaction they shared:".to_owned());
        list(&mut lines, rolled_back.iter().map(String::as_str));
    }
    if let Some(Failed { name, standing }) = failed {
        match standing.as_deref() {
            None => lines.push(format!("Failed, and rolled back: {name}")),
            Some([]) => lines.push(format!("Failed before any of its statements took effect: {name}")),
            Some(statements) => {
                lines.push(format!("Failed without a transaction: {name}. These of its statements stand:"));
                list(&mut lines, statements.iter().map(|statement| first_line(&statement.sql)));
                lines.push(
                    "Undo them, or make the migration cope with them, before it runs again.".to_owned(),
                );
            }
        }
    }
    if committed.is_empty() && failed.as_ref().is_none_or(|failed| failed.standing.is_none()) {
        lines.push("The database is as it was before.".to_owned());
    }
    lines
}

fn list<'a>(lines: &mut Vec<String>, items: impl ExactSizeIterator<Item = &'a str>) {
    let more = items.len().saturating_sub(LISTED);
    lines.extend(items.take(LISTED).map(|item| format!("  {item}")));
    if more > 0 {
        lines.push(format!("  and {more} more"));
    }
}

fn first_line(sql: &str) -> &str {
    sql.trim().lines().next().unwrap_or_default()
}
