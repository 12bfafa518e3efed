use super::{Part, statement::Statement};
use crate::{Error, ast::query::Columns};

impl Statement<'_> {
    /// `union … except …`
    pub(super) fn set_operations(&mut self) -> Result<String, Error> {
        let is_only = self.is_only_set_operations()?;
        let mut sql = String::new();
        for (index, operation) in self.query.set_operations.iter().enumerate() {
            if index > 0 {
                sql.push(' ');
            }
            if index > 0 || !is_only {
                sql.push_str(operation.operator.sql());
                sql.push(' ');
            }
            let statement = self.formatter.statement(&operation.statement, Part::Whole)?;
            if operation.wrapped && !statement.is_empty() {
                sql.push_str(&format!("({statement})"));
            } else {
                sql.push_str(&statement);
            }
        }
        Ok(sql)
    }

    /// Whether the statement has no select of its own, so that its set operations are all of it. Asking may write the
    /// table, as in Knex, where that settles the order of bindings.
    pub(super) fn is_only_set_operations(&mut self) -> Result<bool, Error> {
        let leaves_it = self.query.columns.first().is_none_or(Columns::has_value);
        Ok(leaves_it && !self.query.set_operations.is_empty() && self.table_name()?.is_empty())
    }
}
