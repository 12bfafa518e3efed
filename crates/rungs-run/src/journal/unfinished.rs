use rungs_postgres::{QueryResult, Row};

use crate::watch::Direction;

/// A migration without a transaction that a former run began and did not end: it was killed, or it failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// Its name.
    pub migration: String,
    /// Which way it went.
    pub direction: Direction,
    /// The role it ran as.
    pub role: String,
    /// Where it came from; empty for a local socket.
    pub client: String,
    /// Process number of its server session.
    pub backend: i64,
    /// When it began, as the server writes times.
    pub since: String,
    /// Its statements that stand, in order.
    pub standing: Vec<Noted>,
    /// Those whose end was not noted: they may have taken effect.
    pub in_flight: Vec<Noted>,
}

/// A statement as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Its text, the first part of it where it is long.
    pub sql: String,
    /// `file:line:column` in the user's source; empty where it is not known.
    pub place: String,
}

impl Unfinished {
    /// Reads the result of [`Ledger::unfinished`](crate::ledger::Ledger::unfinished): rows of one run stand together.
    pub(crate) fn read(result: &QueryResult) -> Vec<Self> {
        let mut runs: Vec<Self> = Vec::new();
        for row in &result.rows {
            let run = Self::head(row);
            if runs.last().is_none_or(|last| (&last.migration, last.backend) != (&run.migration, run.backend))
            {
                runs.push(run);
            }
            let Some(run) = runs.last_mut() else { continue };
            let noted = Noted { sql: text(row, 6), place: text(row, 7) };
            match row.get(8) {
                Some("done") => run.standing.push(noted),
                Some("failed") => {}
                _ => run.in_flight.push(noted),
            }
        }
        runs
    }

    fn head(row: &Row) -> Self {
        Self {
            migration: text(row, 0),
            direction: if row.get(1) == Some("down") { Direction::Down } else { Direction::Up },
            backend: text(row, 2).parse().unwrap_or_default(),
            role: text(row, 3),
            client: text(row, 4),
            since: text(row, 5),
            standing: Vec::new(),
            in_flight: Vec::new(),
        }
    }
}

fn text(row: &Row, column: usize) -> String {
    row.get(column).unwrap_or_default().to_owned()
}
