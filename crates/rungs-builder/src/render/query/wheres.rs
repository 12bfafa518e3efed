use super::{condition::not, statement::Statement};
use crate::{
    Error,
    ast::query::{Condition, Predicate},
};

impl Statement<'_> {
    /// `where …`, or nothing.
    pub(super) fn wheres(&mut self) -> Result<String, Error> {
        let mut clause = String::new();
        for predicate in &self.query.wheres {
            if let Some((column, value)) = predicate.condition.checked()
                && value.contains_undefined()
            {
                self.note_undefined(column)?;
            }
            let condition = self.where_condition(predicate)?;
            if condition.is_empty() {
                continue;
            }
            if clause.is_empty() {
                clause.push_str("where ");
            } else {
                clause.push(' ');
                clause.push_str(predicate.conjunction.sql());
                clause.push(' ');
            }
            clause.push_str(&condition);
        }
        Ok(clause)
    }

    fn where_condition(&mut self, predicate: &Predicate) -> Result<String, Error> {
        let negated = predicate.negated;
        match &predicate.condition {
            Condition::Comparison { column, operator, value, as_column } => {
                self.comparison(negated, (column, operator, value), *as_column)
            }
            Condition::Null(column) => self.null(negated, column),
            Condition::In { column, values } => {
                let column = self.column_or_tuple(column)?;
                let values = self.in_values(values)?;
                Ok(format!("{column} {}{values}", not(negated, "in ")))
            }
            Condition::Between { column, values } => self.between(negated, column, values),
            Condition::Pattern { keyword, column, value, as_column } => {
                let column = self.column_or_tuple(column)?;
                let value = self.right_side(value, *as_column)?;
                Ok(format!("{column} {} {value}", not(negated, keyword)))
            }
            Condition::Exists(statement) => self.exists(negated, statement),
            Condition::Group(callback) => self.group(negated, callback),
            Condition::Raw(raw) => self.raw(negated, raw),
            Condition::Json(condition) => self.json_condition(condition, negated),
        }
    }
}
