use super::statement::Statement;
use crate::{Error, ast::query::Columns};

impl Statement<'_> {
    /// `select … from …`; nothing when there are only set operations.
    pub(super) fn columns(&mut self) -> Result<String, Error> {
        if self.is_only_set_operations()? {
            return Ok(String::new());
        }
        let mut distinct = String::new();
        let mut selected = Vec::new();
        for columns in &self.query.columns {
            match columns {
                Columns::Plain(list) | Columns::Distinct(list) => {
                    if matches!(columns, Columns::Distinct(_)) {
                        "distinct ".clone_into(&mut distinct);
                    }
                    if !list.is_empty() {
                        selected.push(self.formatter.columnize_list(list)?);
                    }
                }
                Columns::DistinctOn(list) => {
                    distinct = format!("distinct on ({}) ", self.formatter.columnize_list(list)?);
                }
                Columns::Pluck(column) => {
                    if column.as_str().is_some_and(|name| !name.is_empty()) {
                        selected.push(self.formatter.columnize(column)?);
                    }
                }
                Columns::Aggregate(aggregate) => selected.extend(self.aggregate(aggregate)?),
                Columns::Analytic(analytic) => selected.push(self.analytic(analytic)?),
                Columns::Json(function) => selected.push(self.json_function(function)?),
            }
        }
        if selected.is_empty() {
            selected.push("*".into());
        }
        let select = if self.is_only_json()? { "" } else { "select " };
        let (hints, selected, table) = (self.hints(), selected.join(", "), self.table_name()?);
        let from = if table.is_empty() { String::new() } else { format!(" from {}{table}", self.only()) };
        Ok(format!("{select}{hints}{distinct}{selected}{from}"))
    }

    /// `/*+ … */ `
    fn hints(&self) -> String {
        let words = |hints: &Vec<String>| {
            hints.iter().map(String::as_str).filter(|hint| !hint.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let hints: Vec<_> = self.query.hints.iter().map(words).filter(|hint| !hint.is_empty()).collect();
        if hints.is_empty() { String::new() } else { format!("/*+ {} */ ", hints.join(" ")) }
    }

    /// A lone JSON function without a table is an expression, for use inside another statement.
    fn is_only_json(&mut self) -> Result<bool, Error> {
        Ok(self.table_name()?.is_empty() && matches!(self.query.columns[..], [Columns::Json(_)]))
    }
}
