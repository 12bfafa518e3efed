use indexmap::IndexMap;

use super::statement::Statement;
use crate::{Arg, Error, ast::query::Value};

const COUNTER_IGNORED: &str = "increment/decrement called for a column that has already been specified in main \
     .update() call. Ignoring increment/decrement and using value from .update() call.";

impl Statement<'_> {
    /// `update … set …`. The table is written last, and so are its bindings.
    pub(super) fn update(&mut self) -> Result<String, Error> {
        let with = self.with()?;
        let query = self.query;
        let assignments = self.assignments(query.update.values.as_ref())?.join(", ");
        let from = match query.update.from.as_deref() {
            Some(table) if table.is_truthy() => format!(" from {}", self.formatter.wrap(table)?),
            _ => String::new(),
        };
        let mut wheres = self.wheres()?;
        if !wheres.is_empty() {
            wheres.insert(0, ' ');
        }
        let (only, table, returning) = (self.only(), self.table_name()?, self.returning()?);
        Ok(format!("{with}update {only}{table} set {assignments}{from}{wheres}{returning}"))
    }

    /// `column = value` for each value that is defined, then the counters.
    pub(super) fn assignments(
        &mut self,
        values: Option<&IndexMap<String, Value<'_>>>,
    ) -> Result<Vec<String>, Error> {
        let mut assignments = Vec::new();
        for (column, value) in values.into_iter().flatten().filter(|(_, value)| !value.is_undefined()) {
            let column = self.formatter.wrap_str(column)?;
            assignments.push(format!("{column} = {}", self.formatter.parameter(value)?));
        }
        for (column, &amount) in &self.query.update.counters {
            if values.is_some_and(|values| values.contains_key(column)) {
                self.formatter.warnings.push(COUNTER_IGNORED.into());
                continue;
            }
            let column = self.formatter.wrap_str(column)?;
            let (sign, amount) = if amount < 0.0 { ("-", -amount) } else { ("+", amount) };
            assignments.push(format!(
                "{column} = {column} {sign} {}",
                self.formatter.parameter(&Arg::Number(amount))?
            ));
        }
        if assignments.is_empty() {
            return Err(Error::plain(self.nothing_to_update()));
        }
        Ok(assignments)
    }

    fn nothing_to_update(&self) -> String {
        let table = self.query.table.name.as_deref().filter(|table| table.is_truthy());
        let table = table.map(|table| format!("Table: {}.", table.to_js_string())).unwrap_or_default();
        let columns = self.query.update.values.as_ref().map(|values| {
            let columns: Vec<&str> = values.keys().map(String::as_str).collect();
            format!("Columns: {}.", columns.join(","))
        });
        [
            "Empty .update() call detected!",
            "Update data does not contain any values to update.",
            "This will result in a faulty query.",
            &table,
            &columns.unwrap_or_default(),
        ]
        .join(" ")
    }
}
