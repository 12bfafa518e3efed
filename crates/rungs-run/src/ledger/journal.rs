//! The table `rungs_…_journal`: what a migration without a transaction has done so far. It is there only while one runs,
//! or after one was killed or failed, so that a database which Rungs has migrated is one that Knex has migrated.

use rungs_postgres::{Param, Session, Statement};

use super::Ledger;
use crate::Error;
use crate::journal::Unfinished;
use crate::watch::Direction;

/// The longest text of a statement that is kept, in characters.
const LONGEST: usize = 1_000;

/// A row: a statement that is about to be sent.
pub(crate) struct Note<'a> {
    pub(crate) migration: &'a str,
    pub(crate) direction: Direction,
    /// Counted from 1; 0 for a row that only tells how others ended.
    pub(crate) number: i32,
    pub(crate) statement: &'a Statement,
    /// Numbers of statements that have taken effect since the last row.
    pub(crate) done: &'a [i32],
    /// Numbers of those that have not.
    pub(crate) failed: &'a [i32],
}

impl Ledger {
    /// Creates the journal's table. Who ran and when is written down by the server.
    pub(crate) fn create_journal(&self) -> Statement {
        Statement::new(format!(
            "create table if not exists {} (\
             migration text not null, direction text not null, statement integer not null, \
             sql text not null, place text not null, done integer[] not null, failed integer[] not null, \
             at timestamptz not null default clock_timestamp(), role name not null default session_user, \
             client inet default inet_client_addr(), backend integer not null default pg_backend_pid())",
            self.journal
        ))
    }

    /// Writes a row. It need not wait for the disk: what the statement behind it makes durable, makes this row durable
    /// with it, and when that statement is lost with the server, the row may be.
    pub(crate) fn note(&self, note: &Note<'_>) -> Statement {
        let Note { migration, direction, number, statement, done, failed } = note;
        let sql = format!(
            "insert into {} (migration, direction, statement, sql, place, done, failed) \
             select $1, $2, $3::integer, $4, $5, $6::integer[], $7::integer[] \
             where set_config('synchronous_commit', 'off', true) = 'off'",
            self.journal
        );
        let place = statement.origin.as_ref().map(ToString::to_string).unwrap_or_default();
        let text = |text: String| Param::Text(text.replace('\0', ""));
        Statement::new(sql).with_params([
            text((*migration).to_owned()),
            text(word(*direction).to_owned()),
            text(number.to_string()),
            text(statement.sql.chars().take(LONGEST).collect()),
            text(place),
            text(array(done)),
            text(array(failed)),
        ])
    }

    /// What former runs began and did not end: what the ledger says to be done does not count.
    pub(crate) async fn unfinished(&self, session: &Session) -> Result<Vec<Unfinished>, Error> {
        let Self { journal, .. } = self;
        let query = format!(
            "with ended as (select backend, migration, unnest(done) as statement, 'done' as outcome from {journal} \
             union all select backend, migration, unnest(failed), 'failed' from {journal}) \
             select j.migration, j.direction, j.backend, j.role, coalesce(host(j.client), ''), \
             date_trunc('second', j.at)::text, j.sql, j.place, coalesce(e.outcome, '') \
             from {journal} j left join ended e using (backend, migration, statement) \
             where j.statement > 0 and {} order by min(j.at) over (partition by j.backend, j.migration), j.statement",
            self.is_unfinished()
        );
        let results = session.execute(&Statement::new(query)).await?;
        Ok(results.first().map(Unfinished::read).unwrap_or_default())
    }

    /// Takes out what this session wrote.
    pub(crate) fn forget_own_journal(&self) -> Statement {
        Statement::new(format!("delete from {} where backend = pg_backend_pid()", self.journal))
    }

    /// Takes out what is done, and the table too when that was all. Who may not drop it leaves it.
    pub(crate) fn clean_journal(&self) -> Statement {
        let Self { journal, .. } = self;
        let unfinished = self.is_unfinished();
        Statement::new(format!(
            "do $journal$ begin \
             if to_regclass({}) is null then return; end if; \
             delete from {journal} j where not ({unfinished}); \
             if not exists (select from {journal}) then drop table {journal}; end if; \
             exception when insufficient_privilege then null; end $journal$",
            super::literal(journal)
        ))
    }

    /// Of a row `j`: the ledger does not say that its migration is applied, or taken back.
    fn is_unfinished(&self) -> String {
        let Self { table, .. } = self;
        format!("(j.direction = 'up') <> exists (select from {table} l where l.name = j.migration)")
    }
}

fn word(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
    }
}

fn array(numbers: &[i32]) -> String {
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    format!("{{{}}}", numbers.join(","))
}
