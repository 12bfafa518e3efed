use indexmap::IndexMap;

use super::reader::{Args, Reader, args};
use crate::{
    Arg, Call, Error,
    ast::query::{Conflict, QueryMethod, Value},
    render::literal,
};

impl<'a> Reader<'a> {
    /// `returning` as an argument of the statement's own method: an empty one changes nothing.
    fn set_returning(&mut self, returning: Value<'a>) {
        if !returning.is_empty() {
            self.query.returning = Some(returning);
        }
    }

    fn count(&mut self, column: String, amount: f64) {
        self.query.method = QueryMethod::Update;
        self.query.update.counters.insert(column, amount);
    }
}

/// `insert(rows, returning, options)`
pub fn insert<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.query.method = QueryMethod::Insert;
    reader.set_returning(args(call).value(1));
    reader.query.insert.values = Some(args(call).value(0));
    Ok(())
}

/// `update(object, returning)` or `update(column, value, returning)`
pub fn update<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let args = args(call);
    reader.query.method = QueryMethod::Update;
    let returning = match args.get(0) {
        Arg::String(column) => {
            let value = match args.get(1) {
                object if object.is_plain_object() => Value::Owned(Arg::String(literal::json(object))),
                value => Value::Borrowed(value),
            };
            reader.query.update.values.get_or_insert_default().insert(column.clone(), value);
            args.value(2)
        }
        Arg::Undefined | Arg::Null => {
            return Err(Error::type_error("Cannot convert undefined or null to object"));
        }
        object => {
            if reader.query.update.values.is_some() {
                reader.warn("Update called multiple times with objects.");
            }
            let values = reader.query.update.values.get_or_insert_with(IndexMap::new);
            values.extend(object.entries().into_iter().map(|(key, value)| (key, Value::Borrowed(value))));
            args.value(1)
        }
    };
    reader.set_returning(returning);
    Ok(())
}

/// `increment(column | object, amount)`
pub fn increment<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    add(reader, args(call), Arg::parse_float);
    Ok(())
}

/// `decrement(column | object, amount)`
pub fn decrement<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    add(reader, args(call), |amount| -amount.to_number());
    Ok(())
}

/// Counts one column, or each of an object; without an amount by one.
fn add(reader: &mut Reader<'_>, args: Args<'_>, read: fn(&Arg) -> f64) {
    let column = args.get(0);
    if column.is_object() {
        for (key, amount) in column.entries() {
            reader.count(key, read(amount));
        }
        return;
    }
    let amount = match args.get(1) {
        Arg::Undefined => read(&Arg::Number(1.0)),
        amount => read(amount),
    };
    reader.count(column.to_js_string(), amount);
}

/// `delete(returning, options)`
pub fn delete<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.query.method = QueryMethod::Delete;
    reader.set_returning(args(call).value(0));
    Ok(())
}

/// `truncate(table)`
pub fn truncate<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.query.method = QueryMethod::Truncate;
    if args(call).get(0).is_truthy() {
        reader.query.table.name = Some(args(call).value(0));
    }
    Ok(())
}

/// `returning(columns, options)`
pub fn returning<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.query.returning = args(call).given(0);
    Ok(())
}

/// `using(tables)` of a delete
pub fn using<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.query.using = args(call).given(0);
    Ok(())
}

/// `updateFrom(table)`
pub fn update_from<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.query.update.from = args(call).given(0);
    Ok(())
}

/// `upsert(…)`
pub fn upsert<'a>(_: &mut Reader<'a>, _: &'a Call) -> Result<(), Error> {
    Err(Error::plain("Upsert is not yet supported for dialect postgresql"))
}

/// `onConflict(columns).ignore()`, `onConflict(columns).merge(updates)`: what follows is chained behind the call.
pub fn on_conflict<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let columns = args(call).get(0);
    let target = match columns {
        Arg::String(_) => Value::Owned(Arg::Array(vec![columns.clone()])),
        given if given.is_truthy() => Value::Borrowed(given),
        _ => Value::Owned(Arg::Bool(true)),
    };
    let conflict: &mut Conflict = &mut reader.query.insert.conflict;
    for action in &call.chain {
        conflict.target = Some(target.clone());
        match action.method.as_str() {
            "ignore" => conflict.ignores = true,
            _ => conflict.merge = Some(args(action).value(0)),
        }
    }
    Ok(())
}
