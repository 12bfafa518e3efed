use super::statement::Statement;
use crate::{
    Arg, Error,
    ast::query::{On, OnPredicate},
    calls,
};

impl Statement<'_> {
    /// One of a join's conditions.
    pub(super) fn on(&mut self, predicate: &OnPredicate) -> Result<String, Error> {
        let negated = predicate.negated;
        match &predicate.on {
            On::Columns { column, operator, value } => {
                let (left, operator) = (self.formatter.wrap(column)?, self.operator(operator)?);
                let right = self.formatter.wrap(value)?;
                let right = if value.is_query() { format!("({right})") } else { right };
                Ok(format!("{left} {operator} {right}"))
            }
            On::Value { column, operator, value } => self.comparison(false, (column, operator, value), false),
            On::Raw(raw) => Ok(self.formatter.unwrap_raw(raw)?.unwrap_or_default()),
            On::Group(callback) => self.on_group(callback),
            On::Using(columns) => Ok(format!("({})", self.formatter.columnize(columns)?)),
            On::Null(column) => self.null(negated, column),
            On::In { column, values } if column.as_array().is_some() => {
                self.in_tuples(negated, column, values)
            }
            On::In { column, values } => self.in_list(negated, column, values),
            On::Between { column, values } => self.between(negated, column, values),
            On::Exists(statement) => self.exists(negated, statement),
            On::JsonPaths { left, right } => {
                let left = self.json_path(&left.0, &left.1)?;
                let right = self.json_path(&right.0, &right.1)?;
                Ok(format!("{left} = {right}"))
            }
        }
    }

    fn json_path(&mut self, column: &Arg, path: &Arg) -> Result<String, Error> {
        let column = self.formatter.wrap(column)?;
        Ok(format!("jsonb_path_query_first({column}, {})", self.formatter.parameter(path)?))
    }

    fn on_group(&mut self, callback: &Arg) -> Result<String, Error> {
        let Some(builder) = callback.as_callback() else { return Ok(String::new()) };
        let mut sql = String::new();
        for (index, predicate) in calls::query::read_conditions(builder)?.iter().enumerate() {
            if index > 0 {
                sql.push_str(&format!(" {} ", predicate.conjunction.sql()));
            }
            sql.push_str(&self.on(predicate)?);
        }
        Ok(if sql.is_empty() { sql } else { format!("({sql})") })
    }
}
