use rungs_postgres::{Param, Statement};

use super::Ledger;

/// What a statement of the runner's own is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bookkeeping {
    /// Opens or ends a transaction.
    Transaction,
    /// Makes the ledger's tables.
    Creation,
    /// Writes or takes back the row of the migration that is named.
    Row(String),
    /// Looks, takes the lock or gives it back.
    Lock,
}

impl Ledger {
    /// What a statement is for, if it is one that the runner sends of its own accord, or a part of it.
    pub fn recognise(&self, statement: &Statement) -> Option<Bookkeeping> {
        let Self { table, lock_table, .. } = self;
        let sql = statement.sql.trim_end_matches(';');
        let last_param = || match statement.params.last() {
            Some(Param::Text(name)) => Some(name.clone()),
            _ => None,
        };
        if statement.origin.is_some() {
            return None;
        }
        if ["BEGIN", "COMMIT", "ROLLBACK"].contains(&sql) {
            return Some(Bookkeeping::Transaction);
        }
        let starts = |before: &str, table: &str, after: &str| {
            sql.strip_prefix(before)
                .and_then(|rest| rest.strip_prefix(table))
                .is_some_and(|rest| rest.starts_with(after))
        };
        if starts("insert into ", table, " (") || starts("delete from ", table, " where") {
            return last_param().map(Bookkeeping::Row);
        }
        if starts("create table ", table, " (")
            || starts("create table ", lock_table, " (")
            || starts("insert into ", lock_table, " (")
        {
            return Some(Bookkeeping::Creation);
        }
        let is_lock = starts("update ", lock_table, " set")
            || starts("select * from ", table, " order by")
            || starts("select \"is_locked\" from ", lock_table, "")
            || starts("select ", &self.has_table, "")
            || sql.contains(&self.journal)
            || sql.contains("client_connection_check_interval")
            || sql.starts_with("select pg_try_advisory_lock(")
            || sql.starts_with("select pg_advisory_");
        is_lock.then_some(Bookkeeping::Lock)
    }
}
