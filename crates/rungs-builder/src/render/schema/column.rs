use super::{modifier, sequence::statement, table::TableWriter};
use crate::{
    Arg, Compiled, Context, Error,
    ast::schema::{Column, ColumnChange, Modifier, TypeSql},
    calls::nth,
    render::Formatter,
};

/// A column as SQL.
pub(super) struct RenderedColumn {
    /// Name, type and modifiers.
    pub sql: String,
    /// The type alone.
    pub column_type: String,
    /// Statements of its own: its comment, its checks when it is altered.
    pub additional: Vec<Compiled>,
}

/// Writes one column.
pub(super) struct ColumnWriter<'w, 'a> {
    pub column: &'w Column,
    pub table: &'w mut TableWriter<'a>,
    pub context: &'w Context<'w>,
    pub additional: Vec<Compiled>,
    /// How many checks were named by number.
    pub checks: u32,
}

/// Renders a column for `create table`, `add column` or, in part, `alter column`.
pub(super) fn render(column: &Column, table: &mut TableWriter) -> Result<RenderedColumn, Error> {
    let context = Context {
        query_context: column.query_context.as_ref().or(table.context.query_context),
        ..*table.context
    };
    let mut writer = ColumnWriter { column, table, context: &context, additional: Vec::new(), checks: 0 };
    let name = writer.quoted_name()?;
    let column_type = super::column_type::render(&mut writer)?;
    let mut sql = format!("{name} {column_type}");
    for clause in modifier::render_all(&mut writer)? {
        sql.push(' ');
        sql.push_str(&clause);
    }
    Ok(RenderedColumn { sql, column_type, additional: writer.additional })
}

impl ColumnWriter<'_, '_> {
    /// The column's name, `id` if it counts by itself and has none.
    pub fn name(&self) -> Result<Arg, Error> {
        let column_type = self.column.column_type;
        match nth(&self.column.args, 0).truthy() {
            Some(name) => Ok(name.clone()),
            None if column_type.is_increments() => Ok(Arg::from("id")),
            None => Err(Error::plain(format!(
                "You did not specify a column name for the {} column.",
                column_type.name
            ))),
        }
    }

    /// The column's name, quoted.
    pub fn quoted_name(&self) -> Result<String, Error> {
        Formatter::new(self.context).wrap(&self.name()?)
    }

    /// Adds a statement of the column's own.
    pub fn push(&mut self, sql: String) {
        self.additional.push(statement(sql, Vec::new(), self.column.site.as_ref()));
    }
}

/// Renders the statements that alter a column: default and `not null` are dropped, then set anew.
pub(super) fn alter(column: &Column, column_type: &str, table: &mut TableWriter) -> Result<(), Error> {
    let ColumnChange::Alter { nullable, column_type: has_type } = column.change else { return Ok(()) };
    let context = Context {
        query_context: column.query_context.as_ref().or(table.context.query_context),
        ..*table.context
    };
    let table_name = table.name()?;
    let name = altered_name(column, table, &context)?;
    let mut push = |clause: String| {
        let sql = format!("alter table {table_name} alter column {name} {clause}");
        table.sequence.push_unbound(sql, column.site.as_ref());
    };
    push("drop default".into());
    if nullable {
        push("drop not null".into());
    }
    if has_type {
        // An enum's old values are cast by their text.
        let cast = if column.column_type.sql == TypeSql::Enum { "::text::" } else { "::" };
        push(format!("type {column_type} using ({name}{cast}{column_type})"));
    }
    if let Some(args) = column.modifiers.get(&Modifier::Default) {
        push(format!("set {}", modifier::default_clause(nth(args, 0), column, &context)?));
    }
    let is_not_null =
        column.modifiers.get(&Modifier::Nullable).is_some_and(|args| *nth(args, 0) == Arg::Bool(false));
    if nullable && is_not_null {
        push("set not null".into());
    }
    Ok(())
}

/// Knex quotes the name of an altered column as it is, dots and all.
fn altered_name(column: &Column, table: &mut TableWriter, context: &Context) -> Result<String, Error> {
    let writer = ColumnWriter { column, table, context, additional: Vec::new(), checks: 0 };
    let name = writer.name()?;
    match name.as_str() {
        Some(text) => Formatter::new(context).quote(text),
        None if context.wrap_identifier.is_some() => {
            Formatter::new(context).quote(&crate::render::text::text(&name, context)?)
        }
        None => Err(Error::type_error("value.match is not a function")),
    }
}
