use rungs_postgres::{Session, Statement};

use super::{Ledger, State, read};
use crate::Error;

/// SQLSTATEs of a table that somebody else, who does not take our lock, created at the same moment.
const CREATED_BESIDE: &[&str] = &["42P07", "23505", "42710"];

/// How often creation is tried again when a Knex beside us creates the same tables.
const ATTEMPTS: usize = 5;

impl Ledger {
    /// What the tables hold, after creating what is missing of them with Knex 3.3.0's DDL. One round trip when
    /// they are there, two when they are not.
    ///
    /// # Errors
    /// When the server refuses, or goes away.
    pub async fn ensure(&self, session: &Session) -> Result<State, Error> {
        for _ in 1..ATTEMPTS {
            if let Some(state) = self.read(session).await? {
                return Ok(state);
            }
            match self.create(session).await {
                Err(Error::Database(error))
                    if error.sqlstate().is_some_and(|code| CREATED_BESIDE.contains(&code)) => {}
                created => return created,
            }
        }
        self.create(session).await
    }

    /// Creates what is missing, in one string and so in one transaction.
    async fn create(&self, session: &Session) -> Result<State, Error> {
        let Self { table, lock_table, creation_number, .. } = self;
        let results = session
            .execute(&Statement::new(format!(
                r#"select pg_advisory_xact_lock({creation_number});
create table if not exists {table} ("id" serial primary key, "name" varchar(255), "batch" integer, "migration_time" timestamptz);
create table if not exists {lock_table} ("index" serial primary key, "is_locked" integer);
insert into {lock_table} ("is_locked") select 0 where not exists (select from {lock_table});
{}"#,
                self.queries()
            )))
            .await?;
        Ok(read::state(&results[results.len().saturating_sub(2)..]))
    }
}
