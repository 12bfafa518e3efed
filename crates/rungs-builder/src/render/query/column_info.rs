use super::statement::Statement;
use crate::{
    Arg, Error,
    render::{Compiled, Output},
};

impl Statement<'_> {
    /// What the information schema knows of the table's columns.
    pub(super) fn column_info(&mut self, compiled: &mut Compiled) -> Result<(), Error> {
        let table = &self.query.table;
        let mut sql = "select * from information_schema.columns where table_name = ? \
                       and table_catalog = current_database()"
            .to_owned();
        let mut bindings = vec![self.bare(table.name.as_deref())?];
        match table.schema.as_deref().filter(|schema| schema.is_truthy()) {
            Some(schema) => {
                sql.push_str(" and table_schema = ?");
                bindings.push(self.bare(Some(schema))?);
            }
            None => sql.push_str(" and table_schema = current_schema()"),
        }
        compiled.sql = sql;
        compiled.bindings = bindings;
        compiled.output = Some(Output::ColumnInfo);
        let column = self.query.column_info.as_deref().filter(|column| column.is_truthy());
        compiled.output_argument = column.map(Arg::to_js_string);
        Ok(())
    }

    /// A name as the user's `wrapIdentifier` maps it, without quotes.
    fn bare(&self, name: Option<&Arg>) -> Result<Arg, Error> {
        match (name, self.formatter.context.map_identifier) {
            (Some(Arg::String(name)), Some(map)) => map(name, None).map(Arg::String),
            (name, _) => Ok(name.cloned().unwrap_or_default()),
        }
    }
}
