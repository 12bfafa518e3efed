use super::{change, check, foreign_key, key, table::TableWriter};
use crate::{Arg, Error, Site, ast::schema::Alteration, render::text::join};

/// Renders a statement of a table's own. A key that `create table` holds already is none.
pub(super) fn render(
    alteration: &Alteration,
    site: Option<&Site>,
    table: &mut TableWriter,
) -> Result<(), Error> {
    let sql = match alteration {
        Alteration::Index(index) => Some(key::index(index, table)?),
        Alteration::Unique(unique) => Some(key::unique(unique, table)?),
        Alteration::Primary(primary) => key::add_primary_key(primary, table)?,
        Alteration::Foreign(foreign) => foreign_key::render(foreign, table)?,
        Alteration::Check(check) => Some(check::add_check(check, table)?),
        Alteration::Change(change) => change::render(change, table)?,
    };
    if let Some(sql) = sql {
        table.sequence.push(sql, site);
    }
    Ok(())
}

/// The name that was given, or one made up of table, columns and `suffix`, in lower case; quoted.
pub(super) fn constraint_name(
    given: &Arg,
    columns: &Arg,
    suffix: &str,
    table: &mut TableWriter,
) -> Result<String, Error> {
    if let Some(name) = given.truthy() {
        return table.sequence.formatter.wrap(name);
    }
    let columns = match columns {
        Arg::Array(items) => items.clone(),
        one => one.truthy().cloned().into_iter().collect(),
    };
    let Some(table_name) = table.table.name.as_str() else {
        return Err(match &table.table.name {
            absent if absent.is_nullish() => absent.no_property("replace"),
            _ => Error::type_error("tableName.replace is not a function"),
        });
    };
    let table_name = table_name.replace(['.', '-'], "_");
    let name = format!("{table_name}_{}_{suffix}", join(&columns, "_", table.context)?);
    table.sequence.formatter.wrap(&Arg::String(name.to_lowercase()))
}
