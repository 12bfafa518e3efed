use super::statement::Statement;
use crate::{
    Arg, Error,
    ast::query::{LockMode, LockWait},
};

impl Statement<'_> {
    /// `for update of …`, or nothing.
    pub(super) fn lock(&mut self) -> Result<String, Error> {
        let locking = &self.query.locking;
        let mode = locking.mode.map(LockMode::sql).unwrap_or_default();
        if locking.tables.is_empty() {
            return Ok(mode.to_owned());
        }
        let mut tables = Vec::with_capacity(locking.tables.len());
        for table in locking.tables.iter().filter(|table| Arg::is_truthy(table)) {
            tables.push(self.formatter.wrap(table)?);
        }
        Ok(format!("{mode} of {}", tables.join(", ")))
    }

    /// `skip locked`, `nowait`, or nothing.
    pub(super) fn lock_wait(&self) -> &'static str {
        self.query.locking.wait.map(LockWait::sql).unwrap_or_default()
    }
}
