use super::{alteration::constraint_name, key::primary_name, table::TableWriter};
use crate::{Arg, Error, ast::schema::Change, render::text::text};

/// Renders a change of a table; `None` where Knex does nothing.
pub(super) fn render(change: &Change, table: &mut TableWriter) -> Result<Option<String>, Error> {
    let clause = match change {
        Change::DropColumns(columns) => clauses("drop column ", columns, table)?,
        Change::RenameColumn { from, to } => {
            let from = table.sequence.formatter.wrap(from)?;
            format!("rename {from} to {}", table.sequence.formatter.wrap(to)?)
        }
        Change::SetNullable { column, nullable } => {
            let action = if *nullable { "drop not null" } else { "set not null" };
            format!("alter column {} {action}", table.sequence.formatter.wrap(column)?)
        }
        Change::DropChecks(Arg::Undefined) => return Ok(None),
        Change::DropChecks(names) => drop_checks(names, table)?,
        Change::DropPrimary { name, if_exists } => drop_constraint(&primary_name(name, table)?, *if_exists),
        Change::DropConstraint { suffix, columns, name, if_exists } => {
            drop_constraint(&constraint_name(name, columns, suffix, table)?, *if_exists)
        }
        Change::DropIndex { columns, name } => return drop_index(columns, name, table).map(Some),
    };
    Ok(Some(format!("alter table {} {clause}", table.name()?)))
}

fn clauses(prefix: &str, columns: &[Arg], table: &mut TableWriter) -> Result<String, Error> {
    let clauses =
        columns.iter().map(|column| Ok(format!("{prefix}{}", table.sequence.formatter.wrap(column)?)));
    Ok(clauses.collect::<Result<Vec<_>, Error>>()?.join(", "))
}

/// The names are not quoted.
fn drop_checks(names: &Arg, table: &TableWriter) -> Result<String, Error> {
    let names = match names {
        Arg::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let clauses = names.iter().map(|name| Ok(format!("drop constraint {}", text(name, table.context)?)));
    Ok(clauses.collect::<Result<Vec<_>, Error>>()?.join(", "))
}

fn drop_constraint(name: &str, if_exists: bool) -> String {
    format!("drop constraint {}{name}", if if_exists { "if exists " } else { "" })
}

/// An index lives in the schema of its table.
fn drop_index(columns: &Arg, name: &Arg, table: &mut TableWriter) -> Result<String, Error> {
    let name = constraint_name(name, columns, "index", table)?;
    Ok(match &table.settings.schema {
        Some(schema) => format!("drop index {}.{name}", table.sequence.formatter.wrap(schema)?),
        None => format!("drop index {name}"),
    })
}
