use indexmap::IndexMap;

use super::{alteration, foreign_key, table::Reading};
use crate::{
    Arg, Builder, Error,
    ast::schema::{Alteration, Column, ColumnChange, ColumnType, ForeignKey, Modifier},
    calls::{Call, nth},
};

/// Reads a column type's call with the chain behind it, and adds the column and what else it asks of the table.
pub(super) fn read(call: &Call, column_type: &'static ColumnType, table: &mut Reading) -> Result<(), Error> {
    let mut column = of_type(column_type, call.args.clone(), call);
    let mut key: Option<(ForeignKey, &Call)> = None;
    for step in &call.chain {
        match step.method.as_str() {
            "references" if key.is_none() => {
                let columns = nth(&column.args, 0).clone();
                let mut foreign = ForeignKey { columns, ..ForeignKey::default() };
                foreign_key::step(&mut foreign, step)?;
                key = Some((foreign, step));
            }
            method if foreign_key::is_step(method) => match &mut key {
                Some((foreign, _)) => foreign_key::step(foreign, step)?,
                None => return Err(Error::type_error(format!("{method} is not a function"))),
            },
            "index" | "primary" | "unique" => {
                if !column_type.is_increments() {
                    let first = nth(&column.args, 0).clone();
                    let args: Vec<Arg> = std::iter::once(first).chain(step.args.iter().cloned()).collect();
                    if let Some(node) = alteration::read(&step.method, &args)? {
                        table.alteration(node, step);
                    }
                }
            }
            _ => modify(&mut column, step)?,
        }
    }
    if let Some((foreign, step)) = key {
        table.alteration(Alteration::Foreign(foreign), step);
    }
    table.column(column);
    Ok(())
}

/// A column without modifiers.
pub(super) fn new(method: &str, args: Vec<Arg>, call: &Call) -> Column {
    // Falls back on the first row only for a method that is no column type, which no caller has.
    let column_type = ColumnType::of_method(method).unwrap_or(&crate::ast::schema::COLUMN_TYPES[0]);
    of_type(column_type, args, call)
}

fn of_type(column_type: &'static ColumnType, args: Vec<Arg>, call: &Call) -> Column {
    Column {
        column_type,
        args,
        modifiers: IndexMap::new(),
        change: ColumnChange::Add,
        query_context: None,
        site: call.site.clone(),
    }
}

/// `notNullable().defaultTo(knex.raw('CURRENT_TIMESTAMP'))`
pub(super) fn default_to_now(column: &mut Column, call: &Call) {
    let now = Builder::raw(vec!["CURRENT_TIMESTAMP".into()], call.site.clone());
    column.modifiers.insert(Modifier::Nullable, vec![Arg::Bool(false)]);
    column.modifiers.insert(Modifier::Default, vec![Arg::Builder(Box::new(now))]);
}

fn modify(column: &mut Column, call: &Call) -> Result<(), Error> {
    match call.method.as_str() {
        "notNull" | "notNullable" => {
            column.modifiers.insert(Modifier::Nullable, vec![Arg::Bool(false)]);
        }
        "alter" => column.change = alter(call.arg(0))?,
        "queryContext" if !call.arg(0).is_undefined() => column.query_context = Some(call.arg(0).clone()),
        method => {
            if let Some(known) = Modifier::of_method(method) {
                column.modifiers.insert(known, call.args.clone());
            }
        }
    }
    Ok(())
}

/// `alter({ alterNullable = true, alterType = true } = {})`
fn alter(options: &Arg) -> Result<ColumnChange, Error> {
    if *options == Arg::Null {
        return Err(Error::type_error("Cannot read properties of null (reading 'alterNullable')"));
    }
    let option = |key: &str| {
        let value = options.option(key);
        value.is_undefined() || value.is_truthy()
    };
    Ok(ColumnChange::Alter { nullable: option("alterNullable"), column_type: option("alterType") })
}
