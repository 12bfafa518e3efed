use super::reader::{Reader, args};
use crate::{Call, Error};

/// `clear(clause)`
pub fn clear<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let clause = args(call).get(0).to_js_string();
    let query = &mut reader.query;
    match clause.as_str() {
        "with" => query.with.clear(),
        "select" | "columns" => query.columns.clear(),
        "hintComments" => query.hints.clear(),
        "where" => query.wheres.clear(),
        "union" => query.set_operations.clear(),
        "join" => query.joins.clear(),
        "group" => query.groups.clear(),
        "order" => query.orders.clear(),
        "having" => query.havings.clear(),
        "limit" => query.limit = None,
        "offset" => query.offset = None,
        "counter" | "counters" => query.update.counters.clear(),
        _ => return Err(Error::plain(format!("Knex Error: unknown statement '{clause}'"))),
    }
    Ok(())
}

/// `clearSelect()`
pub fn select<'a>(reader: &mut Reader<'a>, _: &'a Call) -> Result<(), Error> {
    reader.query.columns.clear();
    Ok(())
}

/// `clearWhere()`
pub fn wheres<'a>(reader: &mut Reader<'a>, _: &'a Call) -> Result<(), Error> {
    reader.query.wheres.clear();
    Ok(())
}

/// `clearGroup()`
pub fn group<'a>(reader: &mut Reader<'a>, _: &'a Call) -> Result<(), Error> {
    reader.query.groups.clear();
    Ok(())
}

/// `clearOrder()`
pub fn order<'a>(reader: &mut Reader<'a>, _: &'a Call) -> Result<(), Error> {
    reader.query.orders.clear();
    Ok(())
}

/// `clearHaving()`
pub fn having<'a>(reader: &mut Reader<'a>, _: &'a Call) -> Result<(), Error> {
    reader.query.havings.clear();
    Ok(())
}

/// `clearCounters()`
pub fn counters<'a>(reader: &mut Reader<'a>, _: &'a Call) -> Result<(), Error> {
    reader.query.update.counters.clear();
    Ok(())
}
