use super::reader::Reader;
use crate::{
    Arg, Call, Error,
    ast::query::{SetOperation, SetOperator, Value},
};

/// `union(…)`
pub fn union<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    combine(reader, SetOperator::Union, call)
}

/// `unionAll(…)`
pub fn union_all<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    combine(reader, SetOperator::UnionAll, call)
}

/// `intersect(…)`
pub fn intersect<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    combine(reader, SetOperator::Intersect, call)
}

/// `except(…)`
pub fn except<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    combine(reader, SetOperator::Except, call)
}

/// A statement, a list of them, or several arguments; a boolean at the end says whether they stand in parentheses.
fn combine<'a>(reader: &mut Reader<'a>, operator: SetOperator, call: &'a Call) -> Result<(), Error> {
    const UNDEFINED: &Arg = &Arg::Undefined;
    let (statements, wrapped) = match &call.args[..] {
        [] => (std::slice::from_ref(UNDEFINED), false),
        [one] => (one.as_array().unwrap_or(std::slice::from_ref(one)), false),
        [one, Arg::Bool(wrapped)] => (one.as_array().unwrap_or(std::slice::from_ref(one)), *wrapped),
        [several @ .., Arg::Bool(wrapped)] => (several, *wrapped),
        several => (several, false),
    };
    reader.query.set_operations.extend(statements.iter().map(|statement| SetOperation {
        operator,
        statement: Value::Borrowed(statement),
        wrapped,
    }));
    Ok(())
}
