use super::{Part, statement::Statement};
use crate::{Arg, Error};

/// `word`, or `not word`.
pub(super) fn not(negated: bool, word: &str) -> String {
    if negated { format!("not {word}") } else { word.to_owned() }
}

/// The conditions that `where` and `having` write alike.
impl Statement<'_> {
    /// `not column operator value`
    pub(super) fn comparison(
        &mut self,
        negated: bool,
        (column, operator, value): (&Arg, &Arg, &Arg),
        as_column: bool,
    ) -> Result<String, Error> {
        let column = self.formatter.wrap(column)?;
        let operator = self.operator(operator)?;
        let value = self.right_side(value, as_column)?;
        Ok(format!("{}{column} {operator} {value}", not(negated, "")))
    }

    /// `column is not null`
    pub(super) fn null(&mut self, negated: bool, column: &Arg) -> Result<String, Error> {
        Ok(format!("{} is {}", self.formatter.wrap(column)?, not(negated, "null")))
    }

    /// `column not between a and b`
    pub(super) fn between(&mut self, negated: bool, column: &Arg, values: &Arg) -> Result<String, Error> {
        let column = self.formatter.wrap(column)?;
        let mut bounds = Vec::with_capacity(2);
        for value in values.as_array().unwrap_or_default() {
            bounds.push(self.formatter.parameter(value)?);
        }
        Ok(format!("{column} {} {}", not(negated, "between"), bounds.join(" and ")))
    }

    /// `not exists (…)`
    pub(super) fn exists(&mut self, negated: bool, statement: &Arg) -> Result<String, Error> {
        Ok(format!("{} ({})", not(negated, "exists"), self.formatter.statement(statement, Part::Whole)?))
    }

    /// `not (…)`: the conditions of a callback, or nothing when it made none.
    pub(super) fn group(&mut self, negated: bool, callback: &Arg) -> Result<String, Error> {
        let wheres = self.formatter.statement(callback, Part::Where)?;
        if wheres.is_empty() {
            return Ok(wheres);
        }
        // Without the word `where` and the space behind it; a subquery here loses as much.
        let conditions: String = wheres.chars().skip("where ".len()).collect();
        Ok(format!("{}({conditions})", not(negated, "")))
    }

    /// `not raw`
    pub(super) fn raw(&mut self, negated: bool, raw: &Arg) -> Result<String, Error> {
        Ok(format!("{}{}", not(negated, ""), self.formatter.unwrap_raw(raw)?.unwrap_or_default()))
    }

    /// `column not in (…)` of a join: parentheses only where none open the list, and the list's bindings come first.
    pub(super) fn in_list(&mut self, negated: bool, column: &Arg, values: &Arg) -> Result<String, Error> {
        let list = parenthesized(self.parameterize(values)?);
        Ok(format!("{} {}{list}", self.formatter.wrap(column)?, not(negated, "in ")))
    }

    /// `(a, b) not in ((…),(…))`
    pub(super) fn in_tuples(&mut self, negated: bool, columns: &Arg, values: &Arg) -> Result<String, Error> {
        let columns = self.formatter.columnize(columns)?;
        let mut tuples = Vec::new();
        for value in values.as_array().unwrap_or_default() {
            tuples.push(self.parameterize(value)?);
        }
        Ok(format!("({columns}) {}(({}))", not(negated, "in "), tuples.join("),(")))
    }
}

/// `(list)`
pub(super) fn parenthesized(list: String) -> String {
    if list.starts_with('(') { list } else { format!("({list})") }
}
