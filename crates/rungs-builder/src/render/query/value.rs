use super::statement::Statement;
use crate::{
    Arg, Error,
    render::{literal, operator},
};

impl Statement<'_> {
    /// The right side of a condition: a parameter, or a column where the condition compares columns.
    pub(super) fn right_side(&mut self, value: &Arg, as_column: bool) -> Result<String, Error> {
        if as_column { self.formatter.wrap(value) } else { self.formatter.parameter(value) }
    }

    /// An operator of those that Knex permits, or a raw.
    pub(super) fn operator(&mut self, value: &Arg) -> Result<String, Error> {
        match self.formatter.unwrap_raw(value)? {
            Some(raw) => Ok(raw),
            None => operator::operator(value).map(str::to_owned),
        }
    }

    /// A column, or a list of them in parentheses.
    pub(super) fn column_or_tuple(&mut self, column: &Arg) -> Result<String, Error> {
        match column {
            Arg::Array(columns) => Ok(format!("({})", self.formatter.columnize_list(columns)?)),
            one => self.formatter.wrap(one),
        }
    }

    /// Parameters separated by commas. A plain object is sent as JSON; what is undefined, as `missing`.
    pub(super) fn parameters<'v>(
        &mut self,
        values: impl Iterator<Item = &'v Arg>,
        missing: &Arg,
    ) -> Result<String, Error> {
        let mut list = String::new();
        for (index, value) in values.enumerate() {
            if index > 0 {
                list.push_str(", ");
            }
            match value {
                Arg::Undefined => list.push_str(&self.formatter.parameter(missing)?),
                Arg::Builder(_) => list.push_str(&self.formatter.parameter(value)?),
                Arg::Object(_) => {
                    self.formatter.bindings.push(Arg::String(literal::json(value)));
                    list.push('?');
                }
                value => {
                    self.formatter.bindings.push(value.clone());
                    list.push('?');
                }
            }
        }
        Ok(list)
    }

    /// A list as parameters, or a lone value as a list of one; a callback as a subquery.
    pub(super) fn parameterize(&mut self, values: &Arg) -> Result<String, Error> {
        match values {
            callback if callback.is_function() => self.formatter.parameter(callback),
            Arg::Array(items) => self.parameters(items.iter(), &Arg::Undefined),
            one => self.parameters(std::iter::once(one), &Arg::Undefined),
        }
    }

    /// What stands behind `in`: a list, a list of tuples, a subquery, a raw.
    pub(super) fn in_values(&mut self, values: &Arg) -> Result<String, Error> {
        match values {
            Arg::Array(items) if items.first().is_some_and(|first| first.as_array().is_some()) => {
                let mut tuples = Vec::with_capacity(items.len());
                for item in items {
                    tuples.push(format!("({})", self.parameterize(item)?));
                }
                Ok(format!("({})", tuples.join(", ")))
            }
            Arg::Array(_) => Ok(format!("({})", self.parameterize(values)?)),
            raw if raw.is_raw() => Ok(format!("({})", self.formatter.parameter(raw)?)),
            other => self.formatter.parameter(other),
        }
    }
}
