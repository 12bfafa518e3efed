use super::{
    alteration,
    check::table_check,
    column::{self, RenderedColumn},
    key, qualified,
    sequence::Sequence,
};
use crate::{
    Arg, Compiled, Context, Error,
    ast::schema::{Alteration, Arguments, Column, ColumnChange, Constraint, Settings, Table, TableForm},
};

/// Renders a table to create or alter: the table, its columns' own statements, then its alterations.
pub(super) fn render(table: &Table, settings: &Settings, context: &Context) -> Result<Vec<Compiled>, Error> {
    let context =
        Context { query_context: table.query_context.as_ref().or(context.query_context), ..*context };
    let mut writer =
        TableWriter { table, settings, context: &context, sequence: Sequence::new(&context), checks: 0 };
    match &table.form {
        TableForm::Create => writer.create("create table ", None)?,
        TableForm::CreateIfNotExists => writer.create("create table if not exists ", None)?,
        TableForm::CreateLike(model) => writer.create("create table ", Some(model))?,
        TableForm::Alter => writer.alter()?,
    }
    Ok(writer.sequence.statements)
}

/// Writes the statements of one table.
pub(super) struct TableWriter<'a> {
    pub table: &'a Table,
    pub settings: &'a Settings,
    pub context: &'a Context<'a>,
    pub sequence: Sequence<'a>,
    /// How many checks were named by number.
    pub checks: u32,
}

impl<'a> TableWriter<'a> {
    /// The table's name with its schema, quoted.
    pub fn name(&mut self) -> Result<String, Error> {
        self.quoted(&self.table.name)
    }

    fn quoted(&mut self, name: &Arg) -> Result<String, Error> {
        let name = qualified(self.settings, name, self.context)?;
        self.sequence.formatter.wrap(&name)
    }

    /// The `primary()` calls.
    fn primary_keys(&self) -> impl Iterator<Item = &'a Constraint> + use<'a> {
        let table = self.table;
        table.alterations.iter().filter_map(|alteration| match &alteration.node {
            Alteration::Primary(key) => Some(key),
            _ => None,
        })
    }

    /// Whether a column whose options ask for it may be the primary key: not when the table names one itself.
    pub fn can_be_primary_key(&self, wanted: &Arg) -> bool {
        wanted.is_truthy() && !self.primary_keys().any(|key| key.arguments == Arguments::Some)
    }

    fn create(&mut self, start: &str, model: Option<&Arg>) -> Result<(), Error> {
        let columns = self.columns(|change| change == ColumnChange::Add)?;
        self.create_table(start, model, &columns)?;
        self.comment()?;
        for (_, rendered) in columns {
            self.sequence.extend(rendered.additional);
        }
        self.alterations()
    }

    fn create_table(
        &mut self,
        start: &str,
        model: Option<&Arg>,
        columns: &[(&Column, RenderedColumn)],
    ) -> Result<(), Error> {
        let definitions: Vec<&str> = columns.iter().map(|(_, rendered)| rendered.sql.as_str()).collect();
        let definitions = definitions.join(", ");
        let keys = self.primary_key()?;
        let checks = self.table_checks()?;
        let name = self.name()?;
        let model = model.map(|model| self.quoted(model)).transpose()?.filter(|model| !model.is_empty());
        let body = match model {
            Some(model) if definitions.is_empty() => format!("(like {model} including all)"),
            Some(model) => format!("(like {model} including all, {definitions})"),
            None => format!("({definitions}{keys}{checks})"),
        };
        let mut sql = format!("{start}{name} {body}");
        if let Some(parent) = &self.table.inherits {
            sql = format!("{sql} inherits ({})", self.sequence.formatter.wrap(parent)?);
        }
        self.sequence.push_unbound(sql, self.table.site.as_ref());
        Ok(())
    }

    /// The first `primary()`, as a clause of `create table`.
    fn primary_key(&mut self) -> Result<String, Error> {
        match self.primary_keys().next().filter(|key| key.arguments != Arguments::None) {
            Some(key) => Ok(format!(", {}", key::primary_key(key, self)?)),
            None => Ok(String::new()),
        }
    }

    fn table_checks(&mut self) -> Result<String, Error> {
        let mut clauses = String::new();
        for check in &self.table.checks {
            clauses.push_str(", ");
            clauses.push_str(&table_check(check, self.context)?);
        }
        Ok(clauses)
    }

    fn alter(&mut self) -> Result<(), Error> {
        let added = self.columns(|change| change == ColumnChange::Add)?;
        let altered = self.columns(|change| change != ColumnChange::Add)?;
        if let [(first, _), others @ ..] = added.as_slice() {
            let clauses: Vec<String> =
                added.iter().map(|(_, rendered)| format!("add column {}", rendered.sql)).collect();
            let sql = format!("alter table {} {}", self.name()?, clauses.join(", "));
            let site = if others.is_empty() { &first.site } else { &self.table.site };
            self.sequence.push_unbound(sql, site.as_ref());
        }
        for (column, rendered) in &altered {
            column::alter(column, &rendered.column_type, self)?;
        }
        for (_, rendered) in added.into_iter().chain(altered) {
            self.sequence.extend(rendered.additional);
        }
        self.alterations()?;
        self.comment()
    }

    fn columns(
        &mut self,
        wanted: impl Fn(ColumnChange) -> bool,
    ) -> Result<Vec<(&'a Column, RenderedColumn)>, Error> {
        let table = self.table;
        let columns = table.columns.iter().filter(|column| wanted(column.change));
        columns.map(|column| Ok((column, column::render(column, self)?))).collect()
    }

    fn alterations(&mut self) -> Result<(), Error> {
        let table = self.table;
        for alteration in &table.alterations {
            alteration::render(&alteration.node, alteration.site.as_ref(), self)?;
        }
        Ok(())
    }

    /// The table's comment, whose text Knex does not escape.
    fn comment(&mut self) -> Result<(), Error> {
        let Some(comment) = &self.table.comment else { return Ok(()) };
        let sql = format!("comment on table {} is '{}'", self.name()?, comment.node);
        self.sequence.push(sql, comment.site.as_ref());
        Ok(())
    }
}
