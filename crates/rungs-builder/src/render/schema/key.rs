use super::{alteration::constraint_name, table::TableWriter};
use crate::{
    Arg, BuilderKind, Error,
    ast::schema::{Constraint, Index, TableForm, Unique},
    render::{query, text::text},
};

/// The primary key's name: Knex makes it of the bare table name.
pub(super) fn primary_name(given: &Arg, table: &mut TableWriter) -> Result<String, Error> {
    match given.truthy() {
        Some(name) => table.sequence.formatter.wrap(name),
        None => {
            let name = format!("{}_pkey", text(&table.table.name, table.context)?);
            table.sequence.formatter.wrap(&Arg::String(name))
        }
    }
}

/// `constraint … primary key (…)`
pub(super) fn primary_key(key: &Constraint, table: &mut TableWriter) -> Result<String, Error> {
    let name = primary_name(&key.name, table)?;
    let columns = table.sequence.formatter.columnize(&key.columns)?;
    Ok(format!("constraint {name} primary key ({columns}){}", deferrable(&key.deferrable, table)?))
}

/// A primary key added to a table; `None` where `create table` holds it.
pub(super) fn add_primary_key(key: &Constraint, table: &mut TableWriter) -> Result<Option<String>, Error> {
    if matches!(table.table.form, TableForm::Create | TableForm::CreateIfNotExists) {
        return Ok(None);
    }
    let name = table.name()?;
    Ok(Some(format!("alter table {name} add {}", primary_key(key, table)?)))
}

fn deferrable(kind: &Arg, table: &TableWriter) -> Result<String, Error> {
    match kind.truthy() {
        Some(kind) => Ok(format!(" deferrable initially {}", text(kind, table.context)?)),
        None => Ok(String::new()),
    }
}

/// `unique()`: a constraint, or a unique index where there is a predicate.
pub(super) fn unique(unique: &Unique, table: &mut TableWriter) -> Result<String, Error> {
    let key = &unique.constraint;
    let is_deferrable = key.deferrable.is_truthy() && key.deferrable.as_str() != Some("not deferrable");
    if !unique.use_constraint && is_deferrable {
        return Err(Error::plain("postgres cannot create deferrable index"));
    }
    if unique.use_constraint && unique.predicate.is_truthy() {
        return Err(Error::plain("postgres cannot create constraint with predicate"));
    }
    let deferrable = deferrable(&key.deferrable, table)?;
    let name = constraint_name(&key.name, &key.columns, "unique", table)?;
    let table_name = table.name()?;
    if unique.use_constraint {
        let columns = table.sequence.formatter.columnize(&key.columns)?;
        return Ok(format!("alter table {table_name} add constraint {name} unique ({columns}){deferrable}"));
    }
    let predicate = predicate(&unique.predicate, table)?;
    let columns = table.sequence.formatter.columnize(&key.columns)?;
    Ok(format!("create unique index {name} on {table_name} ({columns}){predicate}"))
}

/// `index()`
pub(super) fn index(index: &Index, table: &mut TableWriter) -> Result<String, Error> {
    let name = constraint_name(&index.name, &index.columns, "index", table)?;
    let predicate = predicate(&index.predicate, table)?;
    let is_unique = index.kind.as_str().is_some_and(|kind| kind.to_lowercase() == "unique");
    let unique = if is_unique { " unique" } else { "" };
    let table_name = table.name()?;
    let method = match index.method.truthy() {
        Some(method) => format!(" using {}", text(method, table.context)?),
        None => String::new(),
    };
    let columns = table.sequence.formatter.columnize(&index.columns)?;
    Ok(format!("create{unique} index {name} on {table_name}{method} ({columns}){predicate}"))
}

/// The `where` of a partial index. Knex drops its bindings, and writes `undefined` for what has no `where`.
fn predicate(predicate: &Arg, table: &TableWriter) -> Result<String, Error> {
    let clause = match predicate {
        Arg::Builder(builder) if builder.kind == BuilderKind::Query && !builder.callback => {
            query::where_clause(builder, table.context)?
        }
        other if !other.is_truthy() => return Ok(String::new()),
        _ => None,
    };
    Ok(format!(" {}", clause.as_deref().unwrap_or("undefined")))
}
