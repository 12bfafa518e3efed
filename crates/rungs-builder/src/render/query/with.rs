use super::{Part, statement::Statement};
use crate::{
    Error,
    ast::query::{CommonTable, Materialization},
};

impl Statement<'_> {
    /// `with recursive a as (…), … `, or nothing.
    pub(super) fn with(&mut self) -> Result<String, Error> {
        if self.query.with.is_empty() {
            return Ok(String::new());
        }
        let mut tables = Vec::with_capacity(self.query.with.len());
        for table in &self.query.with {
            tables.push(self.common_table(table)?);
        }
        let recursive = if self.query.with.iter().any(|table| table.recursive) { "recursive " } else { "" };
        Ok(format!("with {recursive}{} ", tables.join(", ")))
    }

    fn common_table(&mut self, table: &CommonTable) -> Result<String, Error> {
        let statement = self.formatter.statement(&table.statement, Part::Whole)?;
        let columns = match &table.columns {
            Some(columns) => format!("({})", self.formatter.columnize(columns)?),
            None => String::new(),
        };
        if statement.is_empty() {
            return Ok(String::new());
        }
        let materialized = match table.materialization {
            Some(Materialization::Materialized) => "materialized ",
            Some(Materialization::NotMaterialized) => "not materialized ",
            None => "",
        };
        Ok(format!("{}{columns} as {materialized}({statement})", self.formatter.columnize(&table.alias)?))
    }
}
