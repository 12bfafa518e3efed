use rungs_postgres::{QueryResult, Row, Session, Statement};

use super::{Entry, Ledger, LockRow, State, literal};
use crate::Error;

/// SQLSTATE of a table that does not exist.
const UNDEFINED_TABLE: &str = "42P01";

impl Ledger {
    /// What the tables hold, in one round trip; `None` when they, or the lock row, are not all there.
    ///
    /// # Errors
    /// When the server refuses, or goes away.
    pub async fn read(&self, session: &Session) -> Result<Option<State>, Error> {
        let query = format!("select {} and {}; {}", self.has_table, self.has_lock_table, self.queries());
        match session.execute(&Statement::new(query)).await {
            Ok(results) if results.first().and_then(QueryResult::scalar) != Some("t") => Ok(None),
            Ok(results) => Ok(Some(state(&results[1..])).filter(|state| state.lock != LockRow::Missing)),
            Err(error) if error.sqlstate() == Some(UNDEFINED_TABLE) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The three queries whose results [`state`] reads. All columns, because not every ledger that Knex works with has
    /// them all.
    pub(super) fn queries(&self) -> String {
        format!(
            r#"select * from {} order by "id" asc; select "is_locked" from {}; select to_regclass({}) is not null"#,
            self.table,
            self.lock_table,
            literal(&self.journal)
        )
    }
}

/// Reads the results of [`Ledger::queries`].
pub(crate) fn state(results: &[QueryResult]) -> State {
    let entries = results.first().map(entries).unwrap_or_default();
    let lock = match results.get(1).map(|result| result.rows.as_slice()) {
        None | Some([]) => LockRow::Missing,
        // Two Knex processes that create the tables at once can leave two rows; one that is set counts.
        Some(rows) => rows
            .iter()
            .map(|row| lock_row(row.get(0)))
            .find(|row| *row != LockRow::Free)
            .unwrap_or(LockRow::Free),
    };
    let has_journal = results.get(2).and_then(QueryResult::scalar) == Some("t");
    State { entries, lock, has_journal }
}

fn entries(result: &QueryResult) -> Vec<Entry> {
    let column = |name| result.column(name).unwrap_or(usize::MAX);
    let (name, batch) = (column("name"), column("batch"));
    let entry = |row: &Row| Entry {
        name: row.get(name).unwrap_or_default().to_owned(),
        batch: number(row.get(batch)),
    };
    result.rows.iter().map(entry).collect()
}

fn lock_row(value: Option<&str>) -> LockRow {
    match value.and_then(|value| value.parse::<i64>().ok()) {
        Some(0) => LockRow::Free,
        Some(pid) if pid < 0 => LockRow::Rungs(-pid),
        _ => LockRow::Foreign,
    }
}

fn number(value: Option<&str>) -> i64 {
    value.and_then(|value| value.parse().ok()).unwrap_or(0)
}
