use super::{
    reader::{Args, args, refuse_early, require},
    table,
    wheres::two_values,
};
use crate::{
    Arg, Builder, Call, Error,
    ast::query::{Conjunction, Join, JoinKind, On, OnPredicate, Value},
};

/// The conditions of a join as far as they have been read.
#[derive(Default)]
pub(super) struct OnReader<'a> {
    conditions: Vec<OnPredicate<'a>>,
    pub conjunction: Conjunction,
    pub negated: bool,
    kind: Option<Value<'a>>,
}

/// The conditions that a callback inside a join's conditions makes.
///
/// # Errors
/// What Knex refuses when the methods are called.
pub(crate) fn read_conditions(builder: &Builder) -> Result<Vec<OnPredicate<'_>>, Error> {
    read(builder).map(|reader| reader.conditions)
}

/// Reads a join's callback.
pub(super) fn read_into<'a>(join: &mut Join<'a>, builder: &'a Builder) -> Result<(), Error> {
    let reader = read(builder)?;
    join.conditions = reader.conditions;
    if let Some(kind) = reader.kind {
        join.kind = JoinKind::Named(kind);
    }
    Ok(())
}

/// Reads the condition that a join has among its own arguments.
pub(super) fn read_one<'a>(join: &mut Join<'a>, args: Args<'a>) -> Result<(), Error> {
    let mut reader = OnReader::default();
    reader.compare(Sides::Columns, &args.values())?;
    join.conditions = reader.conditions;
    Ok(())
}

fn read(builder: &Builder) -> Result<OnReader<'_>, Error> {
    let mut reader = OnReader::default();
    for call in &builder.calls {
        let Some(row) = table::find_on(&call.method) else {
            return Err(Error::type_error(format!("{} is not a function", call.method)));
        };
        call.args.iter().try_for_each(refuse_early)?;
        if row.or {
            reader.conjunction = Conjunction::Or;
        }
        if row.not {
            reader.negated = true;
        }
        (row.read)(&mut reader, call)?;
    }
    Ok(reader)
}

/// Whether the right side of a condition is a column or a value.
#[derive(Clone, Copy)]
enum Sides {
    Columns,
    Value,
}

impl<'a> OnReader<'a> {
    fn push(&mut self, on: On<'a>) {
        let conjunction = std::mem::take(&mut self.conjunction);
        self.conditions.push(OnPredicate { conjunction, negated: false, on });
    }

    fn push_negatable(&mut self, on: On<'a>) {
        let negated = std::mem::take(&mut self.negated);
        let conjunction = std::mem::take(&mut self.conjunction);
        self.conditions.push(OnPredicate { conjunction, negated, on });
    }

    /// `on` and `onVal` in all their forms; how many arguments were given matters.
    fn compare(&mut self, sides: Sides, given: &[Value<'a>]) -> Result<(), Error> {
        let at = |index: usize| given.get(index).cloned().unwrap_or_default();
        let first = at(0);
        if *first == Arg::Null {
            require(&first, "toSQL")?;
        }
        if first.is_keyed() {
            return self.compare_each(sides, &first);
        }
        if first.is_function() {
            self.push(On::Group(first));
            return Ok(());
        }
        let (operator, value) = match given.len() {
            1 => {
                self.push(On::Raw(first));
                return Ok(());
            }
            2 => (Value::Owned(Arg::from("=")), at(1)),
            _ => (at(1), at(2)),
        };
        self.push(match sides {
            Sides::Columns => On::Columns { column: first, operator, value },
            Sides::Value => On::Value { column: first, operator, value },
        });
        Ok(())
    }

    fn compare_each(&mut self, sides: Sides, object: &Arg) -> Result<(), Error> {
        let conjunction = std::mem::take(&mut self.conjunction);
        for (key, value) in object.entries() {
            self.conjunction = conjunction;
            self.compare(sides, &[Value::Owned(Arg::String(key)), Value::Owned(value.clone())])?;
        }
        Ok(())
    }
}

/// `on(…)`
pub fn columns<'a>(reader: &mut OnReader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.compare(Sides::Columns, &args(call).values())
}

/// `onVal(…)`
pub fn value<'a>(reader: &mut OnReader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.compare(Sides::Value, &args(call).values())
}

/// `using(columns)`
pub fn using<'a>(reader: &mut OnReader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.push(On::Using(args(call).value(0)));
    Ok(())
}

/// `onNull(column)`
pub fn null<'a>(reader: &mut OnReader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.push_negatable(On::Null(args(call).value(0)));
    Ok(())
}

/// `onExists(callback)`
pub fn exists<'a>(reader: &mut OnReader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.push_negatable(On::Exists(args(call).value(0)));
    Ok(())
}

/// `onIn(column, values)`; an empty list is never true, and a `not` before it goes to the next condition.
pub fn within<'a>(reader: &mut OnReader<'a>, call: &'a Call) -> Result<(), Error> {
    let (column, values) = (args(call).value(0), args(call).value(1));
    if values.as_array().is_some_and(<[Arg]>::is_empty) {
        let number = |value: f64| Value::Owned(Arg::Number(value));
        return reader.compare(Sides::Columns, &[number(1.0), Value::Owned(Arg::from("=")), number(0.0)]);
    }
    reader.push_negatable(On::In { column, values });
    Ok(())
}

/// `onBetween(column, values)`
pub fn between<'a>(reader: &mut OnReader<'a>, call: &'a Call) -> Result<(), Error> {
    let (column, values) = (args(call).value(0), args(call).value(1));
    two_values("onBetween", &values)?;
    reader.push_negatable(On::Between { column, values });
    Ok(())
}

/// `onJsonPathEquals(column, path, column, path)`
pub fn json_paths<'a>(reader: &mut OnReader<'a>, call: &'a Call) -> Result<(), Error> {
    let args = args(call);
    reader.push_negatable(On::JsonPaths {
        left: (args.value(0), args.value(1)),
        right: (args.value(2), args.value(3)),
    });
    Ok(())
}

/// `type(words)`
pub fn kind<'a>(reader: &mut OnReader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.kind = Some(args(call).value(0));
    Ok(())
}

/// The getters `or` and `and`, whose meaning is in their row.
pub fn flag<'a>(_: &mut OnReader<'a>, _: &'a Call) -> Result<(), Error> {
    Ok(())
}
