use crate::{Arg, Error, ast::schema::ForeignKey, calls::Call};

type Read = fn(&mut ForeignKey, &Arg) -> Result<(), Error>;

/// The methods that say something about a foreign key.
const METHODS: &[(&str, Read)] = &[
    ("references", references),
    ("on", table),
    ("inTable", table),
    ("withKeyName", |key, name| set(&mut key.name, name)),
    ("onUpdate", |key, action| set(&mut key.on_update, action)),
    ("onDelete", |key, action| set(&mut key.on_delete, action)),
    ("deferrable", |key, kind| set(&mut key.deferrable, kind)),
];

/// Whether a method is about a foreign key.
pub(super) fn is_step(method: &str) -> bool {
    METHODS.iter().any(|(name, _)| *name == method)
}

/// Reads a call behind `foreign()` or behind a column's `references()`, and the `inTable()` behind that.
pub(super) fn step(key: &mut ForeignKey, call: &Call) -> Result<(), Error> {
    if let Some((_, read)) = METHODS.iter().find(|(name, _)| *name == call.method) {
        read(key, call.arg(0))?;
    }
    call.chain.iter().try_for_each(|behind| step(key, behind))
}

fn set(field: &mut Arg, value: &Arg) -> Result<(), Error> {
    *field = value.clone();
    Ok(())
}

/// `references('column')`, or `references('table.column')`; of more parts Knex takes the first two.
fn references(key: &mut ForeignKey, target: &Arg) -> Result<(), Error> {
    let parts = target.as_str().map(|text| text.split('.').collect::<Vec<_>>());
    match parts.as_deref() {
        Some([table, column, ..]) => {
            key.table = Arg::from(*table);
            key.references = Arg::from(*column);
        }
        _ => key.references = target.clone(),
    }
    Ok(())
}

fn table(key: &mut ForeignKey, name: &Arg) -> Result<(), Error> {
    if name.as_str().is_none() {
        return Err(Error::type_error(format!("Expected tableName to be a string, got: {}", name.type_of())));
    }
    set(&mut key.table, name)
}
