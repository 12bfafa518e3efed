use super::{qualified, sequence::Sequence};
use crate::{
    Arg, Compiled, Context, Error,
    ast::schema::{CheckOption, Settings, View, ViewChange, ViewForm},
    render::text::text,
};

/// What each check option is written as.
const CHECK_OPTIONS: &[(CheckOption, &str)] = &[
    (CheckOption::Default, " with check option"),
    (CheckOption::Local, " with local check option"),
    (CheckOption::Cascaded, " with cascaded check option"),
];

/// Renders a view to create or alter.
pub(super) fn render(view: &View, settings: &Settings, context: &Context) -> Result<Vec<Compiled>, Error> {
    let context =
        Context { query_context: view.query_context.as_ref().or(context.query_context), ..*context };
    let mut sequence = Sequence::new(&context);
    let name = qualified(settings, &view.name, &context)?;
    let start = match view.form {
        ViewForm::Create => "create view ",
        ViewForm::CreateOrReplace => "create or replace view ",
        ViewForm::CreateMaterialized => "create materialized view ",
        ViewForm::Alter => {
            alter(view, &name, &mut sequence)?;
            return Ok(sequence.statements);
        }
    };
    let columns = match view.columns.truthy() {
        Some(columns) => format!(" ({})", sequence.formatter.columnize(columns)?),
        None => String::new(),
    };
    let name = sequence.formatter.wrap(&name)?;
    let select = match &view.select {
        absent if absent.is_nullish() => return Err(absent.no_property("toString")),
        select => text(select, &context)?,
    };
    let check = CHECK_OPTIONS.iter().find(|(option, _)| Some(*option) == view.check_option);
    let check = check.map_or("", |(_, text)| text);
    sequence.push(format!("{start}{name}{columns} as {select}{check}"), view.site.as_ref());
    Ok(sequence.statements)
}

fn alter(view: &View, name: &Arg, sequence: &mut Sequence) -> Result<(), Error> {
    for change in &view.changes {
        let name = sequence.formatter.wrap(name)?;
        let clause = match &change.node {
            ViewChange::Rename { from, to } => {
                let from = sequence.formatter.wrap(from)?;
                format!("rename {from} to {}", sequence.formatter.wrap(to)?)
            }
            ViewChange::Default { column, value } => {
                let value = text(value, sequence.formatter.context)?;
                format!("alter {} set default {value}", sequence.formatter.wrap(column)?)
            }
        };
        sequence.push(format!("alter view {name} {clause}"), change.site.as_ref());
    }
    Ok(())
}
