use rungs_postgres::{QueryResult, Session, Statement, TransactionStatus};

use super::{Ledger, State, read};
use crate::Error;

/// SQLSTATEs of a table that somebody else, who does not take our lock, created at the same moment.
const CREATED_BESIDE: &[&str] = &["42P07", "23505", "42710"];

/// How often creation is tried again when a Knex beside us creates the same tables.
const ATTEMPTS: usize = 5;

impl Ledger {
    /// What the tables hold, after creating what is missing of them with Knex 3.3.0's DDL. One round trip when
    /// they are there, three when they are not.
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

    /// Creates what is missing in one transaction, one run of Rungs at a time.
    async fn create(&self, session: &Session) -> Result<State, Error> {
        let created = self.create_in_transaction(session).await;
        if created.is_err() && session.transaction_status() != TransactionStatus::Idle {
            session.execute(&Statement::new("ROLLBACK")).await?;
        }
        created
    }

    async fn create_in_transaction(&self, session: &Session) -> Result<State, Error> {
        let Self { table, lock_table, creation_number, .. } = self;
        let look = [
            Statement::new("BEGIN;"),
            Statement::new(format!("select pg_advisory_xact_lock({creation_number})")),
            Statement::new(format!("select {}, {}", self.has_table, self.has_lock_table)),
        ];
        let found = session.execute_all(&look).await?;
        let row = found
            .last()
            .and_then(|results| results.first())
            .and_then(|result: &QueryResult| result.rows.first());
        let is_there = |column| row.and_then(|row| row.get(column)) == Some("t");
        let mut statements = Vec::new();
        if !is_there(0) {
            statements.push(Statement::new(format!(
                r#"create table {table} ("id" serial primary key, "name" varchar(255), "batch" integer, "migration_time" timestamptz)"#
            )));
        }
        if !is_there(1) {
            statements.push(Statement::new(format!(
                r#"create table {lock_table} ("index" serial primary key, "is_locked" integer)"#
            )));
        }
        statements.push(Statement::new(format!(
            r#"insert into {lock_table} ("is_locked") select 0 where not exists (select from {lock_table})"#
        )));
        let queries = statements.len();
        statements.push(self.select());
        statements.push(Statement::new("COMMIT;"));
        let results = session.execute_all(&statements).await?;
        Ok(read::state(results.get(queries).map_or(&[], Vec::as_slice)))
    }
}
