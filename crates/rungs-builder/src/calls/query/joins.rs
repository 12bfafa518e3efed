use super::{
    on,
    reader::{Args, Reader, args, make_raw},
};
use crate::{
    Arg, BuilderKind, Call, Error,
    ast::query::{Join, JoinKind, Value},
};

/// `join(table, first, …)` of a kind: a callback, or one condition.
fn typed<'a>(reader: &mut Reader<'a>, words: &'static str, call: &'a Call) -> Result<(), Error> {
    push(reader, JoinKind::Typed(words), args(call).value(0), call)
}

fn push<'a>(
    reader: &mut Reader<'a>,
    kind: JoinKind<'a>,
    table: Value<'a>,
    call: &'a Call,
) -> Result<(), Error> {
    let table_stands_alone = table.is_query() || table.is_function();
    let schema = if table_stands_alone { None } else { reader.query.table.schema.clone() };
    let mut join = Join { kind, table, schema, conditions: Vec::new() };
    match args(call).get(1) {
        Arg::Builder(builder) if builder.callback && builder.kind == BuilderKind::Join => {
            on::read_into(&mut join, builder)?;
        }
        first if first.is_function() => {}
        first if first.is_truthy() => on::read_one(&mut join, Args(&call.args[1..]))?,
        _ => {}
    }
    reader.query.joins.push(join);
    Ok(())
}

/// `join(…)`, `innerJoin(…)`
pub fn inner<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    typed(reader, "inner", call)
}

/// `leftJoin(…)`
pub fn left<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    typed(reader, "left", call)
}

/// `leftOuterJoin(…)`
pub fn left_outer<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    typed(reader, "left outer", call)
}

/// `rightJoin(…)`
pub fn right<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    typed(reader, "right", call)
}

/// `rightOuterJoin(…)`
pub fn right_outer<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    typed(reader, "right outer", call)
}

/// `outerJoin(…)`
pub fn outer<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    typed(reader, "outer", call)
}

/// `fullOuterJoin(…)`
pub fn full_outer<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    typed(reader, "full outer", call)
}

/// `crossJoin(…)`
pub fn cross<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    typed(reader, "cross", call)
}

/// `joinRaw(sql, bindings)`
pub fn raw<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let args = args(call);
    if args.get(1).is_function() {
        return push(reader, JoinKind::Raw, args.value(0), call);
    }
    let table = make_raw(Args(&call.args[..call.args.len().min(2)]));
    reader.query.joins.push(Join { kind: JoinKind::Raw, table, schema: None, conditions: Vec::new() });
    Ok(())
}
