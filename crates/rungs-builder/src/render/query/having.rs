use super::{
    condition::{not, parenthesized},
    statement::Statement,
};
use crate::{
    Error,
    ast::query::{Condition, Predicate},
};

impl Statement<'_> {
    /// `having …`, or nothing. Unlike `where`, it lets undefined values pass (Knex 3.3.0).
    pub(super) fn havings(&mut self) -> Result<String, Error> {
        let mut clause = String::new();
        for predicate in &self.query.havings {
            let condition = self.having_condition(predicate)?;
            if condition.is_empty() {
                continue;
            }
            if clause.is_empty() {
                clause.push_str("having ");
            } else {
                clause.push_str(&format!(" {} ", predicate.conjunction.sql()));
            }
            clause.push_str(&condition);
        }
        Ok(clause)
    }

    fn having_condition(&mut self, predicate: &Predicate) -> Result<String, Error> {
        let negated = predicate.negated;
        match &predicate.condition {
            Condition::Comparison { column, operator, value, as_column } => {
                self.comparison(negated, (column, operator, value), *as_column)
            }
            Condition::Null(column) => self.null(negated, column),
            Condition::In { column, values } if column.as_array().is_some() => {
                self.in_tuples(negated, column, values)
            }
            Condition::In { column, values } => {
                // The column comes first here, in joins the list does.
                let column = self.formatter.wrap(column)?;
                let list = parenthesized(self.parameterize(values)?);
                Ok(format!("{column} {}{list}", not(negated, "in ")))
            }
            Condition::Between { column, values } => self.between(negated, column, values),
            Condition::Exists(statement) => self.exists(negated, statement),
            Condition::Group(callback) => self.group(negated, callback),
            Condition::Raw(raw) => self.raw(negated, raw),
            // No method of `having` makes these.
            Condition::Pattern { .. } | Condition::Json(_) => Ok(String::new()),
        }
    }
}
