use super::reader::{Reader, args, raw_of, require};
use crate::{
    Arg, Call, Error,
    ast::query::{Columns, QueryMethod, Value},
};

/// `select(…)`, `columns(…)`
pub fn select<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let first = args(call).get(0);
    if first.is_truthy() || *first == Arg::Number(0.0) {
        reader.query.columns.push(Columns::Plain(args(call).list()));
    }
    Ok(())
}

/// `distinct(…)`
pub fn distinct<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.query.columns.push(Columns::Distinct(args(call).list()));
    Ok(())
}

/// `distinctOn(…)`
pub fn distinct_on<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    if call.args.is_empty() {
        return Err(Error::plain("distinctOn requires at least on argument"));
    }
    reader.query.columns.push(Columns::DistinctOn(args(call).list()));
    Ok(())
}

/// `first(…)`
pub fn first<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    refuse_unless_select(reader, "first")?;
    reader.query.columns.push(Columns::Plain(args(call).list()));
    reader.query.method = QueryMethod::First;
    reader.set_limit(Value::Owned(Arg::Number(1.0)), &Arg::Undefined);
    Ok(())
}

/// `pluck(column)`
pub fn pluck<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    refuse_unless_select(reader, "pluck")?;
    reader.query.method = QueryMethod::Pluck;
    reader.query.pluck = Some(args(call).value(0));
    reader.query.columns.push(Columns::Pluck(args(call).value(0)));
    Ok(())
}

fn refuse_unless_select(reader: &Reader, method: &str) -> Result<(), Error> {
    match reader.query.method {
        QueryMethod::Select => Ok(()),
        other => Err(Error::plain(format!("Cannot chain .{method}() on \"{}\" query", other.name()))),
    }
}

/// `from(table, { only })`
pub fn from<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let options = args(call).get(1);
    if *options == Arg::Null {
        require(options, "only")?;
    }
    reader.query.table.name = Some(args(call).value(0));
    reader.query.table.only = *options.member("only") == Arg::Bool(true);
    Ok(())
}

/// `fromRaw(sql, bindings)`
pub fn from_raw<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.query.table.name = Some(raw_of(args(call))?);
    reader.query.table.only = false;
    Ok(())
}

/// `withSchema(name)`
pub fn with_schema<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.query.table.schema = Some(args(call).value(0));
    Ok(())
}

/// `as(alias)`
pub fn alias<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.query.alias = Some(args(call).value(0));
    Ok(())
}

/// `comment(text)`
pub fn comment<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    const FORBIDDEN: [&str; 3] = ["/*", "*/", "?"];
    let Some(text) = args(call).get(0).as_str() else {
        return Err(Error::plain("Comment must be a string"));
    };
    if FORBIDDEN.iter().any(|forbidden| text.contains(forbidden)) {
        return Err(Error::plain(format!("Cannot include {} in comment", FORBIDDEN.join(", "))));
    }
    reader.query.comments.push(text.to_owned());
    Ok(())
}

/// `hintComment(hint | hints)`
pub fn hint_comment<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let given = args(call).get(0);
    let hints = given.as_array().unwrap_or(std::slice::from_ref(given));
    let Some(hints) = hints.iter().map(Arg::as_str).collect::<Option<Vec<_>>>() else {
        return Err(Error::plain("Hint comment must be a string"));
    };
    if hints.iter().any(|hint| hint.contains("/*") || hint.contains("*/")) {
        return Err(Error::plain("Hint comment cannot include \"/*\" or \"*/\""));
    }
    if hints.iter().any(|hint| hint.contains('?')) {
        return Err(Error::plain("Hint comment cannot include \"?\""));
    }
    reader.query.hints.push(hints.into_iter().map(str::to_owned).collect());
    Ok(())
}
