use super::statement::Statement;
use crate::{Arg, Error};

impl Statement<'_> {
    /// The table with its schema, or nothing when there is none. Written once: the second time costs no bindings.
    pub(super) fn table_name(&mut self) -> Result<String, Error> {
        if let Some(written) = &self.table {
            return Ok(written.clone());
        }
        let table = &self.query.table;
        let Some(name) = table.name.as_deref().filter(|name| name.is_truthy()) else {
            return Ok(String::new());
        };
        let stands_alone = matches!(name, Arg::Builder(_));
        let written = match table.schema.as_deref().filter(|schema| schema.is_truthy()) {
            Some(schema) if !stands_alone => {
                self.formatter.wrap_str(&format!("{}.{}", schema.to_js_string(), name.to_js_string()))?
            }
            _ if name.is_query() => self.formatter.parameter(name)?,
            _ => self.formatter.wrap(name)?,
        };
        self.table = Some(written.clone()).filter(|written| !written.is_empty());
        Ok(written)
    }

    /// `only ` where tables that inherit are left out.
    pub(super) fn only(&self) -> &'static str {
        if self.query.table.only { "only " } else { "" }
    }
}
