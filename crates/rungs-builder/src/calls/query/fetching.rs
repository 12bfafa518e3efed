use super::reader::{Reader, args};
use crate::{
    Arg, Call, Error,
    ast::query::{Limit, LockMode, LockWait, Locking, QueryMethod, Value},
};

impl<'a> Reader<'a> {
    pub fn set_limit(&mut self, value: Value<'a>, options: &Arg) {
        self.query.limit = Some(Limit { value, skips_binding: skips_binding(options) });
    }
}

/// `{ skipBinding: true }`, or just `true`.
fn skips_binding(options: &Arg) -> bool {
    let option = if options.is_object() { options.member("skipBinding") } else { options };
    *option == Arg::Bool(true)
}

/// `limit(number, options)`
pub fn limit<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    match args(call).get(0).parse_int() {
        Some(number) => reader.set_limit(Value::Owned(Arg::Number(number)), args(call).get(1)),
        None => reader.warn("A valid integer must be provided to limit"),
    }
    Ok(())
}

/// `offset(number | raw | subquery, options)`
pub fn offset<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let given = args(call).get(0);
    let skips_binding = skips_binding(args(call).get(1));
    let value = if given.is_nullish() || given.is_raw() || given.is_query() {
        Value::Borrowed(given)
    } else {
        let Some(number) = given.parse_int() else {
            reader.warn("A valid integer must be provided to offset");
            if let Some(offset) = &mut reader.query.offset {
                offset.skips_binding = skips_binding;
            }
            return Ok(());
        };
        if number < 0.0 {
            return Err(Error::plain("A non-negative integer must be provided to offset."));
        }
        Value::Owned(Arg::Number(number))
    };
    reader.query.offset = Some(Limit { value, skips_binding });
    Ok(())
}

/// `columnInfo(column)`
pub fn column_info<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.query.method = QueryMethod::ColumnInfo;
    reader.query.column_info = Some(args(call).value(0));
    Ok(())
}

/// `forUpdate(table, …)`, or a list.
pub fn for_update<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let tables = match &call.args[..] {
        [Arg::Array(tables)] => tables,
        tables => tables,
    };
    lock(reader, LockMode::Update, tables);
    Ok(())
}

/// `forNoKeyUpdate(table, …)`
pub fn for_no_key_update<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    lock(reader, LockMode::NoKeyUpdate, &call.args);
    Ok(())
}

/// `forShare(table, …)`
pub fn for_share<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    lock(reader, LockMode::Share, &call.args);
    Ok(())
}

/// `forKeyShare(table, …)`
pub fn for_key_share<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    lock(reader, LockMode::KeyShare, &call.args);
    Ok(())
}

fn lock<'a>(reader: &mut Reader<'a>, mode: LockMode, tables: &'a [Arg]) {
    let wait = reader.query.locking.wait;
    reader.query.locking = Locking { mode: Some(mode), tables, wait };
}

/// `skipLocked()`
pub fn skip_locked<'a>(reader: &mut Reader<'a>, _: &'a Call) -> Result<(), Error> {
    wait(reader, "skipLocked", LockWait::Skip, "noWait")
}

/// `noWait()`
pub fn no_wait<'a>(reader: &mut Reader<'a>, _: &'a Call) -> Result<(), Error> {
    wait(reader, "noWait", LockWait::Fail, "skipLocked")
}

fn wait(reader: &mut Reader<'_>, method: &str, wait: LockWait, other: &str) -> Result<(), Error> {
    let kind = reader.query.method;
    if !kind.is_select() {
        return Err(Error::plain(format!("Cannot chain .{method}() on \"{}\" query!", kind.name())));
    }
    let locking = &mut reader.query.locking;
    if locking.mode.is_none() {
        return Err(Error::plain(format!(
            ".{method}() can only be used after a call to .forShare() or .forUpdate()!"
        )));
    }
    if locking.wait.is_some_and(|present| present != wait) {
        return Err(Error::plain(format!(".{method}() cannot be used together with .{other}()!")));
    }
    locking.wait = Some(wait);
    Ok(())
}
