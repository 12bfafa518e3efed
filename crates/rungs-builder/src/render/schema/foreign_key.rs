use super::{alteration::constraint_name, table::TableWriter};
use crate::{Arg, Error, ast::schema::ForeignKey, render::text::text};

/// Renders a foreign key; `None` for one that does not say what it references.
pub(super) fn render(key: &ForeignKey, table: &mut TableWriter) -> Result<Option<String>, Error> {
    if !key.table.is_truthy() || !key.references.is_truthy() {
        return Ok(None);
    }
    let name = constraint_name(&key.name, &key.columns, "foreign", table)?;
    let columns = table.sequence.formatter.columnize(&key.columns)?;
    let references = table.sequence.formatter.columnize(&key.references)?;
    let referenced = table.sequence.formatter.wrap(&key.table)?;
    let on_update = action("update", &key.on_update, table)?;
    let on_delete = action("delete", &key.on_delete, table)?;
    let deferrable = deferrable(&key.deferrable)?;
    Ok(Some(format!(
        "alter table {} add constraint {name} foreign key ({columns}) references {referenced} ({references}){on_update}{on_delete}{deferrable}",
        table.name()?
    )))
}

fn action(event: &str, action: &Arg, table: &TableWriter) -> Result<String, Error> {
    match action.truthy() {
        Some(action) => Ok(format!(" on {event} {}", text(action, table.context)?)),
        None => Ok(String::new()),
    }
}

/// Knex leaves a space behind it.
fn deferrable(kind: &Arg) -> Result<String, Error> {
    match kind {
        Arg::String(kind) if !kind.is_empty() => {
            Ok(format!(" deferrable initially {} ", kind.to_lowercase()))
        }
        other if !other.is_truthy() => Ok(String::new()),
        _ => Err(Error::type_error("foreignData.deferrable.toLowerCase is not a function")),
    }
}
