use rungs_postgres::{Param, Statement};

use super::Ledger;

impl Ledger {
    /// Writes a migration into the ledger. The time is the server's, to the millisecond as Knex's is.
    pub(crate) fn insert(&self, name: &str, batch: i64) -> Statement {
        Statement::new(format!(
            r#"insert into {} ("batch", "migration_time", "name") values ($1, date_trunc('milliseconds', clock_timestamp()), $2)"#,
            self.table
        ))
        .with_params([Param::Text(batch.to_string()), Param::Text(name.to_owned())])
    }

    /// Takes a migration out of the ledger; `name` as the ledger has it.
    pub(crate) fn delete(&self, name: &str) -> Statement {
        Statement::new(format!(r#"delete from {} where "name" = $1"#, self.table))
            .with_params([Param::Text(name.to_owned())])
    }

    /// Sets the lock row for the server session `pid`, also over what a run of ours left that has ended: whoever
    /// calls this holds the advisory lock. Changes no row when the row is set by somebody else. Gives the number of the
    /// server process that it ran in.
    pub(crate) fn set_lock_row(&self, pid: i64) -> Statement {
        Statement::new(format!(
            r#"update {} set "is_locked" = {} where "is_locked" <= 0 returning pg_backend_pid()"#,
            self.lock_table, -pid
        ))
    }

    /// Frees the lock row.
    pub(crate) fn free_lock_row(&self) -> Statement {
        Statement::new(format!(r#"update {} set "is_locked" = 0"#, self.lock_table))
    }

    /// Makes the lock table hold one free row, whatever it holds now (Knex 3.3.0, `forceFreeMigrationsLock`).
    pub(crate) fn reset_lock_row(&self) -> Statement {
        Statement::new(format!(
            r#"delete from {0}; insert into {0} ("is_locked") values (0)"#,
            self.lock_table
        ))
    }

    /// The queries for [`super::read::state`], to go out together with other statements.
    pub(crate) fn select(&self) -> Statement {
        Statement::new(self.queries())
    }
}
