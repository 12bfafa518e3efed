use super::reader::{Reader, args};
use crate::{
    Call, Error,
    ast::query::{Columns, Condition, JsonComparison, JsonCondition, JsonFunction, Value},
};

impl<'a> Reader<'a> {
    fn push_json(&mut self, comparison: JsonComparison<'a>, column: Value<'a>, value: Value<'a>) {
        let as_column = self.as_column;
        self.push_where(Condition::Json(JsonCondition { comparison, column, value, as_column }));
    }
}

/// `whereJsonObject(column, value)`
pub fn equals<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.push_json(JsonComparison::Equals, args(call).value(0), args(call).value(1));
    Ok(())
}

/// `whereJsonSupersetOf(column, value)`
pub fn superset<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.push_json(JsonComparison::SupersetOf, args(call).value(0), args(call).value(1));
    Ok(())
}

/// `whereJsonSubsetOf(column, value)`
pub fn subset<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.push_json(JsonComparison::SubsetOf, args(call).value(0), args(call).value(1));
    Ok(())
}

/// `whereJsonPath(column, path, operator, value)`
pub fn path<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let args = args(call);
    let truthy =
        |index: usize| if args.get(index).is_truthy() { args.value(index) } else { Value::default() };
    let comparison = JsonComparison::Path { path: truthy(1), operator: truthy(2) };
    reader.push_json(comparison, args.value(0), args.value(3));
    Ok(())
}

/// `whereJsonHasNone`: Knex 3.3.0 has it call a method that no dialect has.
pub fn has_none<'a>(_: &mut Reader<'a>, _: &'a Call) -> Result<(), Error> {
    Err(Error::type_error("this._not(...).whereJsonHasAll is not a function"))
}

/// `jsonExtract(column | list, path, alias, single)`
pub fn extract<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let args = args(call);
    push(reader, JsonFunction::Extract { column: args.value(0), path: args.value(1), alias: args.value(2) });
    Ok(())
}

/// `jsonSet(column, path, value, alias)`
pub fn set<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    write(reader, "jsonb_set", call)
}

/// `jsonInsert(column, path, value, alias)`
pub fn insert<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    write(reader, "jsonb_insert", call)
}

fn write<'a>(reader: &mut Reader<'a>, function: &'static str, call: &'a Call) -> Result<(), Error> {
    let args = args(call);
    let (column, path, value, alias) = (args.value(0), args.value(1), args.value(2), args.value(3));
    push(reader, JsonFunction::Write { function, column, path, value, alias });
    Ok(())
}

/// `jsonRemove(column, path, alias)`
pub fn remove<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let args = args(call);
    push(reader, JsonFunction::Remove { column: args.value(0), path: args.value(1), alias: args.value(2) });
    Ok(())
}

fn push<'a>(reader: &mut Reader<'a>, function: JsonFunction<'a>) {
    reader.query.columns.push(Columns::Json(function));
}
