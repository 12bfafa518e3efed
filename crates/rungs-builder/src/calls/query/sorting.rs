use super::reader::{Reader, args, raw_of};
use crate::{
    Arg, Call, Error,
    ast::query::{Grouping, Ordering, Value},
};

/// `groupBy(…)`
pub fn group<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    if args(call).get(0).is_raw() {
        return group_raw(reader, call);
    }
    reader.query.groups.push(Grouping::Columns(args(call).list()));
    Ok(())
}

/// `groupByRaw(sql, bindings)`
pub fn group_raw<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.query.groups.push(Grouping::Raw(raw_of(args(call))?));
    Ok(())
}

/// `orderBy(column | list, direction, nulls)`
pub fn order<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let args = args(call);
    let Some(columns) = args.get(0).as_array() else {
        let (column, direction, nulls) = (args.value(0), args.value(1), args.value(2));
        reader.query.orders.push(Ordering::Column { column, direction, nulls });
        return Ok(());
    };
    reader.query.orders.extend(columns.iter().filter_map(listed));
    Ok(())
}

/// A member of a list: a name, or an object of `column`, `order` and `nulls`; anything else is passed over.
fn listed(item: &Arg) -> Option<Ordering<'_>> {
    let property = |key| Value::Borrowed(item.member(key));
    match item {
        Arg::String(_) | Arg::Number(_) => Some(Ordering::Column {
            column: Value::Borrowed(item),
            direction: Value::default(),
            nulls: Value::default(),
        }),
        object if object.is_object() => Some(Ordering::Column {
            column: property("column"),
            direction: property("order"),
            nulls: property("nulls"),
        }),
        _ => None,
    }
}

/// `orderByRaw(sql, bindings)`
pub fn order_raw<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.query.orders.push(Ordering::Raw(raw_of(args(call))?));
    Ok(())
}
