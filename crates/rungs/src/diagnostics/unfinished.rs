use rungs_run::{Direction, Noted, Unfinished};

use super::redact::redact;
use super::standing::list;

/// What a former run left, and what to do about it.
pub fn unfinished(unfinished: &Unfinished) -> String {
    let Unfinished { migration, direction, role, client, backend, since, standing, in_flight } = unfinished;
    let act = match direction {
        Direction::Up => "run",
        Direction::Down => "take back",
    };
    let from = if client.is_empty() { String::new() } else { format!(" from {client}") };
    let mut lines = vec![format!(
        "A former run began to {act} {migration} without a transaction and did not end it: role {role}{from}, {since}, \
         server process {backend}."
    )];
    if !standing.is_empty() {
        lines.push("These of its statements stand, unless somebody has undone them:".to_owned());
        list(&mut lines, standing.iter().map(line));
    }
    if !in_flight.is_empty() {
        lines.push("This was under way, and may have taken effect:".to_owned());
        list(&mut lines, in_flight.iter().map(line));
    }
    lines.push(
        "It starts anew now. If that fails because of them, undo them, or make the migration cope with them."
            .to_owned(),
    );
    redact(&lines.join("\n"))
}

fn line(noted: &Noted) -> String {
    let sql = noted.sql.trim().lines().next().unwrap_or_default();
    let sql = if sql.eq_ignore_ascii_case("begin;") { "BEGIN; and what was done until COMMIT" } else { sql };
    if noted.place.is_empty() { sql.to_owned() } else { format!("{sql}  ({})", noted.place) }
}
