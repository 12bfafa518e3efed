use rungs_postgres::Abort;

use super::facts::Facts;
use super::redact::redact;
use super::{Trouble, advice, snippet, standing};
use crate::output::Palette;

/// The longest statement that is shown whole, in characters.
const LONGEST_STATEMENT: usize = 2_000;

/// All that is known about a trouble, below a headline.
pub fn render(trouble: &Trouble, headline: &str, palette: Palette) -> String {
    let facts = Facts::of(trouble);
    let mut parts = vec![palette.red(headline)];
    parts.extend(source(&facts, palette));
    parts.extend(statement(&facts, palette));
    parts.extend(details(&facts));
    if let Trouble::Run(failure) = trouble {
        parts.extend(failure.journal.aborted_by.as_ref().map(|abort| aborting(abort, palette)));
        let lines = standing::lines(&failure.journal);
        parts.extend((!lines.is_empty()).then(|| lines.join("\n")));
    }
    parts.extend(advice::advice(trouble));
    redact(&parts.join("\n"))
}

/// The place in the user's source, and the way to it.
fn source(facts: &Facts<'_>, palette: Palette) -> Vec<String> {
    let mut parts = Vec::new();
    if let Some(origin) = facts.origin() {
        let message = match facts.server_error() {
            Some(error) => error.message.clone(),
            None => facts.front_end.map(ToString::to_string).unwrap_or_default(),
        };
        let drawn = snippet::code(&message, origin, palette);
        parts.push(drawn.unwrap_or_else(|| format!("    at {origin}")));
    }
    let frames = facts.front_end.map(|error| error.frames()).unwrap_or_default();
    for frame in frames.iter().filter(|frame| Some(&frame.origin) != facts.origin()) {
        parts.push(match &frame.function {
            Some(function) => format!("    at {function} ({})", frame.origin),
            None => format!("    at {}", frame.origin),
        });
    }
    parts
}

/// The statement, with the place marked where the server tells it.
fn statement(facts: &Facts<'_>, palette: Palette) -> Option<String> {
    let statement = facts.statement()?;
    let position = facts.server_error().and_then(|error| Some((error, error.position?)));
    match position {
        Some((error, position)) => {
            let message = if facts.origin().is_some() { "in this statement" } else { &error.message };
            Some(snippet::sql(message, &statement.sql, position, "here", palette))
        }
        None => {
            let mut text: String = statement.sql.chars().take(LONGEST_STATEMENT).collect();
            if text.len() < statement.sql.len() {
                text.push('…');
            }
            Some(format!("Statement:\n  {}", text.trim_end().replace('\n', "\n  ")))
        }
    }
}

/// The statement that had aborted the transaction before.
fn aborting(Abort { statement, error }: &Abort, palette: Palette) -> String {
    let place = statement.origin.as_ref().map(|origin| {
        let frame = snippet::code(&error.message, origin, palette);
        frame.unwrap_or_else(|| format!("    at {origin}"))
    });
    let sql = match error.position {
        Some(position) => {
            let message = if place.is_some() { "in this statement" } else { &error.message };
            snippet::sql(message, &statement.sql, position, "here", palette)
        }
        None => format!("{}\n  {}", error.message, statement.sql.trim_end().replace('\n', "\n  ")),
    };
    let lead = "The transaction had been aborted before, by this:".to_owned();
    [Some(lead), place, Some(sql)].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// What else the server said.
fn details(facts: &Facts<'_>) -> Vec<String> {
    let Some(error) = facts.server_error() else { return Vec::new() };
    let lines = [
        ("Detail", error.detail.as_deref()),
        ("Hint", error.hint.as_deref()),
        ("Context", error.where_.as_deref()),
        ("In", error.internal_query.as_deref()),
        ("SQLSTATE", Some(error.code.as_str()).filter(|code| !code.is_empty())),
    ];
    lines
        .iter()
        .filter_map(|(word, text)| text.map(|text| format!("{word}: {}", text.replace('\n', "\n  "))))
        .collect()
}
