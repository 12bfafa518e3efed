use rquickjs::{
    Array, Ctx, Error, Exception, Function, IntoJs, Object, Result, Value, function::Constructor,
};
use rungs_builder::{Arg, Compiled, ErrorClass, render::Output};

use super::record::bytes_to_js;

/// A recorded value as JavaScript again; opaque ones come from `kept`.
pub(super) fn arg_to_js<'js>(ctx: &Ctx<'js>, arg: &Arg, kept: &[Value<'js>]) -> Result<Value<'js>> {
    Ok(match arg {
        Arg::Undefined => Value::new_undefined(ctx.clone()),
        Arg::Null => Value::new_null(ctx.clone()),
        Arg::Bool(value) => Value::new_bool(ctx.clone(), *value),
        Arg::Number(value) => Value::new_number(ctx.clone(), *value),
        Arg::BigInt(digits) => {
            let make: Function = ctx.globals().get("BigInt")?;
            make.call((digits.as_str(),))?
        }
        Arg::String(text) => text.as_str().into_js(ctx)?,
        Arg::Date(millis) => {
            let date: Constructor = ctx.globals().get("Date")?;
            date.construct((*millis,))?
        }
        Arg::Buffer(bytes) => bytes_to_js(ctx, bytes)?,
        Arg::Array(items) => args_to_js(ctx, items, kept)?.into_value(),
        Arg::Object(entries) => {
            let object = Object::new(ctx.clone())?;
            for (key, value) in entries {
                object.set(key.as_str(), arg_to_js(ctx, value, kept)?)?;
            }
            object.into_value()
        }
        Arg::Opaque(opaque) => {
            kept.get(opaque.id as usize).cloned().unwrap_or_else(|| Value::new_undefined(ctx.clone()))
        }
        // A raw among the columns of `returning`: only that there is one matters.
        Arg::Builder(_) => Value::new_bool(ctx.clone(), true),
    })
}

/// Recorded values as a JavaScript array.
pub(super) fn args_to_js<'js>(ctx: &Ctx<'js>, args: &[Arg], kept: &[Value<'js>]) -> Result<Array<'js>> {
    let array = Array::new(ctx.clone())?;
    for (index, arg) in args.iter().enumerate() {
        array.set(index, arg_to_js(ctx, arg, kept)?)?;
    }
    Ok(array)
}

/// A rendered statement as the object that Knex's `toSQL()` gives.
///
/// # Errors
/// What the engine throws, such as running out of memory.
pub fn compiled_to_js<'js>(ctx: &Ctx<'js>, compiled: &Compiled, kept: &[Value<'js>]) -> Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    if let Some(method) = compiled.method {
        object.set("method", method)?;
    }
    object.set("sql", compiled.sql.as_str())?;
    object.set("bindings", args_to_js(ctx, &compiled.bindings, kept)?)?;
    if let Some(alias) = &compiled.alias {
        object.set("as", alias.as_str())?;
    }
    response_handling(ctx, &object, compiled, kept)?;
    if let Some(site) = &compiled.site {
        object.set("site", &**site)?;
    }
    Ok(object)
}

/// Sets what the prelude needs to turn the response of a statement into the builder's result.
pub(crate) fn response_handling<'js>(
    ctx: &Ctx<'js>,
    object: &Object<'js>,
    compiled: &Compiled,
    kept: &[Value<'js>],
) -> Result<()> {
    match &compiled.output {
        Some(Output::HasRows) => object.set("output", "hasRows")?,
        Some(Output::ColumnInfo) => object.set("output", "columnInfo")?,
        None => {}
    }
    if let Some(argument) = &compiled.output_argument {
        object.set("outputArgument", argument.as_str())?;
    }
    if let Some(column) = &compiled.pluck {
        object.set("pluck", column.as_str())?;
    }
    if let Some(returning) = &compiled.returning {
        object.set("returning", arg_to_js(ctx, returning, kept)?)?;
    }
    Ok(())
}

fn make<'js>(ctx: &Ctx<'js>, error: &rungs_builder::Error) -> Result<Object<'js>> {
    if error.class == ErrorClass::TypeError {
        let made: Constructor = ctx.globals().get("TypeError")?;
        return made.construct((error.message.as_str(),));
    }
    Ok(Exception::from_message(ctx.clone(), &error.message)?.into_object())
}

/// Throws a refusal of the builder into JavaScript, as the class that Knex throws.
pub fn throw(ctx: &Ctx, error: &rungs_builder::Error) -> Error {
    let thrown = make(ctx, error).and_then(|exception| {
        if error.class == ErrorClass::AssertionError {
            exception.set("name", "AssertionError")?;
            exception.set("code", "ERR_ASSERTION")?;
        }
        // The calls are read when the statement is, and the stack of that moment tells nobody anything.
        if let Some(site) = &error.site {
            exception.set("stack", &**site)?;
        }
        Ok(ctx.throw(exception.into_value()))
    });
    thrown.unwrap_or_else(|error| error)
}
