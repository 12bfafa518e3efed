use super::reader::{Reader, args, callback_of, raw_of, require};
use super::wheres::two_values;
use crate::{
    Arg, Call, Error,
    ast::query::{Condition, Conjunction, Predicate},
};

impl<'a> Reader<'a> {
    fn push_having(&mut self, condition: Condition<'a>) {
        let predicate =
            Predicate { negated: self.take_negated(), conjunction: self.take_conjunction(), condition };
        self.query.havings.push(predicate);
    }
}

/// `having(column, operator, value)`: no short form with two arguments.
pub fn basic<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let args = args(call);
    let column = args.value(0);
    require(&column, "isRawInstance")?;
    let condition = if column.is_raw() && args.len() == 1 {
        Condition::Raw(column)
    } else if column.is_function() {
        Condition::Group(column)
    } else {
        Condition::Comparison { column, operator: args.value(1), value: args.value(2), as_column: false }
    };
    reader.push_having(condition);
    Ok(())
}

/// `orHaving(…)`: an object becomes a group, which Knex 3.3.0 writes as nothing, since it looks for `where` in it.
pub fn or_basic<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.conjunction = Conjunction::Or;
    let object = args(call).get(0);
    if object.is_object() && !object.is_raw() {
        let calls = object.entries().into_iter().map(|(key, value)| vec![Arg::String(key), value.clone()]);
        reader.push_having(Condition::Group(callback_of("andHaving", calls)));
        return Ok(());
    }
    basic(reader, call)
}

/// `havingRaw(sql, bindings)`
pub fn raw<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let raw = raw_of(args(call))?;
    reader.push_having(Condition::Raw(raw));
    Ok(())
}

/// `havingWrapped(callback)`
pub fn wrapped<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.push_having(Condition::Group(args(call).value(0)));
    Ok(())
}

/// `havingNull(column)`
pub fn null<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.push_having(Condition::Null(args(call).value(0)));
    Ok(())
}

/// `havingExists(callback)`
pub fn exists<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.push_having(Condition::Exists(args(call).value(0)));
    Ok(())
}

/// `havingBetween(column, values)`
pub fn between<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let (column, values) = (args(call).value(0), args(call).value(1));
    two_values("havingBetween", &values)?;
    reader.push_having(Condition::Between { column, values });
    Ok(())
}

/// `havingIn(column, values)`; an empty list becomes a `where` (as in Knex 3.3.0).
pub fn within<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let (column, values) = (args(call).value(0), args(call).value(1));
    if values.as_array().is_some_and(<[Arg]>::is_empty) {
        reader.push_in(column, values);
    } else {
        reader.push_having(Condition::In { column, values });
    }
    Ok(())
}
