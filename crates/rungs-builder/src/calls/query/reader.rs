use super::table::{self, QueryRow};
use crate::{
    Arg, Builder, BuilderKind, Call, Error,
    ast::query::{Conjunction, Query, Value},
    calls::coercion,
};

/// The arguments of a call. One that was not given is undefined, but still counts as missing in [`Args::len`]:
/// `where('a', undefined)` and `where('a')` differ.
#[derive(Debug, Clone, Copy)]
pub(super) struct Args<'a>(pub &'a [Arg]);

impl<'a> Args<'a> {
    /// The argument at `index`, or undefined.
    pub fn get(self, index: usize) -> &'a Arg {
        coercion::nth(self.0, index)
    }

    /// The argument as a leaf of the tree.
    pub fn value(self, index: usize) -> Value<'a> {
        Value::Borrowed(self.get(index))
    }

    /// The argument, unless it is undefined.
    pub fn given(self, index: usize) -> Option<Value<'a>> {
        (!self.get(index).is_undefined()).then(|| self.value(index))
    }

    /// How many were given.
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// All as leaves of the tree.
    pub fn values(self) -> Vec<Value<'a>> {
        self.0.iter().map(Value::Borrowed).collect()
    }

    /// Knex's `normalizeArr`: the first argument if it is a list, else all arguments as one.
    pub fn list(self) -> &'a [Arg] {
        match self.0.first() {
            Some(Arg::Array(items)) => items,
            _ => self.0,
        }
    }
}

/// A query as far as it has been read, and what the next condition inherits from methods before it
/// (`.or.where()`, `.not.where()`).
#[derive(Default)]
pub(super) struct Reader<'a> {
    pub query: Query<'a>,
    pub conjunction: Conjunction,
    pub negated: bool,
    /// Whether values of conditions are columns: inside `whereColumn`.
    pub as_column: bool,
}

impl<'a> Reader<'a> {
    /// Gives one call its meaning.
    pub fn call(&mut self, call: &'a Call) -> Result<(), Error> {
        let Some(row) = table::find(&call.method) else {
            return Err(Error::type_error(format!("{} is not a function", call.method)));
        };
        call.args.iter().try_for_each(refuse_early)?;
        self.row(row, call)
    }

    fn row(&mut self, row: &QueryRow, call: &'a Call) -> Result<(), Error> {
        if row.or {
            self.conjunction = Conjunction::Or;
        }
        if row.not {
            self.negated = true;
        }
        (row.read)(self, call)
    }

    /// How the next condition is joined to the one before it; the one after it starts with `and` again.
    pub fn take_conjunction(&mut self) -> Conjunction {
        std::mem::take(&mut self.conjunction)
    }

    /// Whether the next condition is negated.
    pub fn take_negated(&mut self) -> bool {
        std::mem::take(&mut self.negated)
    }

    /// What Knex's logger warns of.
    pub fn warn(&mut self, message: &str) {
        self.query.warnings.push(message.to_owned());
    }
}

/// What Knex refuses in a builder among the arguments: it was made before the call, so its errors come first.
/// Callbacks run later, when the statement is written.
pub(super) fn refuse_early(arg: &Arg) -> Result<(), Error> {
    match arg {
        Arg::Builder(builder) if builder.callback => Ok(()),
        Arg::Builder(builder) if builder.kind == BuilderKind::Query => super::read(builder).map(drop),
        Arg::Builder(builder) => builder.calls.iter().flat_map(|call| &call.args).try_for_each(refuse_early),
        Arg::Array(items) => items.iter().try_for_each(refuse_early),
        Arg::Object(entries) => entries.values().try_for_each(refuse_early),
        _ => Ok(()),
    }
}

/// The arguments of a call.
pub(super) fn args(call: &Call) -> Args<'_> {
    Args(&call.args)
}

/// Knex's `sql.isRawInstance ? sql : client.raw(sql, bindings)`.
pub(super) fn raw_of<'a>(args: Args<'a>) -> Result<Value<'a>, Error> {
    let sql = args.get(0);
    require(sql, "isRawInstance")?;
    Ok(if sql.is_raw() { Value::Borrowed(sql) } else { make_raw(args) })
}

/// `client.raw(sql, bindings)`
pub(super) fn make_raw<'a>(args: Args<'a>) -> Value<'a> {
    let set = Call::new("set", args.0.to_vec());
    Value::Owned(Arg::Builder(Box::new(Builder {
        kind: BuilderKind::Raw,
        calls: vec![set],
        callback: false,
    })))
}

/// A callback that calls `method` of a query with each list of arguments.
pub(super) fn callback_of(method: &str, calls: impl Iterator<Item = Vec<Arg>>) -> Value<'static> {
    let calls = calls.map(|args| Call::new(method, args)).collect();
    Value::Owned(Arg::Builder(Box::new(Builder { kind: BuilderKind::Query, calls, callback: true })))
}

/// JavaScript's refusal to read a property of undefined or null.
pub(super) fn require(value: &Arg, property: &str) -> Result<(), Error> {
    if value.is_nullish() { Err(value.no_property(property)) } else { Ok(()) }
}
