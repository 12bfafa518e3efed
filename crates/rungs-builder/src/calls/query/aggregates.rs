use super::reader::{Args, Reader, args, require};
use crate::{
    Arg, Call, Error,
    ast::query::{Aggregate, Columns, Value},
};

impl<'a> Reader<'a> {
    fn push_aggregate(
        &mut self,
        function: &'static str,
        value: Value<'a>,
        options: &'a Arg,
        distinct: bool,
    ) -> Result<(), Error> {
        require(&value, "isRawInstance")?;
        let distinct = distinct || options.member("distinct").is_truthy();
        let alias = options.member("as");
        let alias = (!alias.is_undefined()).then_some(Value::Borrowed(alias));
        self.query.columns.push(Columns::Aggregate(Aggregate { function, value, distinct, alias }));
        Ok(())
    }
}

/// `options = {}` stands for undefined only.
fn options(args: Args<'_>, at: usize) -> Result<&Arg, Error> {
    let options = args.get(at);
    if *options == Arg::Null {
        require(options, "distinct")?;
    }
    Ok(options)
}

fn plain<'a>(reader: &mut Reader<'a>, function: &'static str, call: &'a Call) -> Result<(), Error> {
    let args = args(call);
    require(args.get(0), "isRawInstance")?;
    reader.push_aggregate(function, args.value(0), options(args, 1)?, false)
}

fn distinct<'a>(reader: &mut Reader<'a>, function: &'static str, call: &'a Call) -> Result<(), Error> {
    reader.push_aggregate(function, args(call).value(0), args(call).get(1), true)
}

/// `count(column, options)`; without a column, all rows.
pub fn count<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let args = args(call);
    let column = if args.get(0).is_truthy() { args.value(0) } else { Value::Owned(Arg::from("*")) };
    reader.push_aggregate("count", column, options(args, 1)?, false)
}

/// `countDistinct(column, column, …, options)`
pub fn count_distinct<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    const NO_OPTIONS: &Arg = &Arg::Undefined;
    let (columns, options) = match call.args.split_last() {
        Some((last, columns)) if !columns.is_empty() && last.is_plain_object() => (columns, last),
        _ => (&call.args[..], NO_OPTIONS),
    };
    let value = match columns {
        [] => Value::Owned(Arg::from("*")),
        [one] => Value::Borrowed(one),
        several => Value::Owned(Arg::Array(several.to_vec())),
    };
    reader.push_aggregate("count", value, options, true)
}

/// `min(column, options)`
pub fn min<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    plain(reader, "min", call)
}

/// `max(column, options)`
pub fn max<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    plain(reader, "max", call)
}

/// `sum(column, options)`
pub fn sum<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    plain(reader, "sum", call)
}

/// `avg(column, options)`
pub fn avg<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    plain(reader, "avg", call)
}

/// `sumDistinct(column, options)`
pub fn sum_distinct<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    distinct(reader, "sum", call)
}

/// `avgDistinct(column, options)`
pub fn avg_distinct<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    distinct(reader, "avg", call)
}
