use std::cell::RefCell;

use rquickjs::{
    Array, Ctx, Error, Function, Object, Result, Value,
    function::{Opt, This},
};
use rungs_builder::{
    Arg, Builder, BuilderKind, Compiled, Context,
    render::{self, literal, native::position_bindings},
};

use super::{record::Recording, replay};

/// A builder's statements, with the JavaScript values that its bindings refer to.
pub struct Recorded<'js> {
    /// The statements, in order.
    pub statements: Vec<Compiled>,
    /// The values that stayed in JavaScript.
    pub kept: Vec<Value<'js>>,
}

/// Adds the functions that need no connection.
pub(super) fn install<'js>(ctx: &Ctx<'js>, native: &Object<'js>) -> Result<()> {
    native.set("kinds", Function::new(ctx.clone(), kinds)?)?;
    native.set("methods", Function::new(ctx.clone(), methods)?)?;
    native.set("isOneStatement", Function::new(ctx.clone(), is_one_statement)?)?;
    native.set("compile", Function::new(ctx.clone(), compile)?)?;
    native.set("toQuery", Function::new(ctx.clone(), to_query)?)?;
    native.set("positionBindings", Function::new(ctx.clone(), |sql: String| position_bindings(&sql))?)?;
    native.set("quoteIdentifier", Function::new(ctx.clone(), |name: String| render::quote_identifier(&name))?)
}

/// The names of all kinds of builders.
fn kinds() -> Vec<&'static str> {
    BuilderKind::ALL.iter().copied().map(BuilderKind::name).collect()
}

/// `[name, returned kind, whether it may make a statement]` of each method of a kind of builder.
fn methods(ctx: Ctx<'_>, kind: String) -> Result<Vec<Array<'_>>> {
    let Some(kind) = BuilderKind::from_name(&kind) else { return Ok(Vec::new()) };
    kind.methods()
        .iter()
        .map(|method| {
            let row = Array::new(ctx.clone())?;
            row.set(0, method.name)?;
            row.set(1, method.returns.map(BuilderKind::name))?;
            row.set(2, kind.makes_statement(method.name))?;
            Ok(row)
        })
        .collect()
}

/// Whether all calls on a builder make one statement.
fn is_one_statement(kind: String) -> bool {
    BuilderKind::from_name(&kind).is_some_and(BuilderKind::is_one_statement)
}

fn compile<'js>(
    ctx: Ctx<'js>,
    this: This<Object<'js>>,
    builder: Object<'js>,
    client: Value<'js>,
) -> Result<Vec<Object<'js>>> {
    let recorded = recorded(&ctx, &this.0, &builder, client)?;
    recorded
        .statements
        .iter()
        .map(|statement| replay::compiled_to_js(&ctx, statement, &recorded.kept))
        .collect()
}

fn to_query<'js>(
    ctx: Ctx<'js>,
    this: This<Object<'js>>,
    builder: Object<'js>,
    client: Opt<Value<'js>>,
) -> Result<String> {
    let client = client.0.unwrap_or_else(|| Value::new_undefined(ctx.clone()));
    with_context(&ctx, &this.0, &builder, client, literal::to_query).map(|(text, _)| text)
}

/// Reads a builder and renders its statements.
///
/// # Errors
/// What the builder's callbacks throw, and what Knex refuses.
pub fn recorded<'js>(
    ctx: &Ctx<'js>,
    native: &Object<'js>,
    builder: &Object<'js>,
    client: Value<'js>,
) -> Result<Recorded<'js>> {
    let (statements, kept) = with_context(ctx, native, builder, client.clone(), rungs_builder::compile)?;
    warn(&client, statements.iter().flat_map(|statement| &statement.warnings))?;
    Ok(Recorded { statements, kept })
}

/// Hands what Knex warns of to the client's logger.
fn warn<'m>(client: &Value<'_>, messages: impl Iterator<Item = &'m String>) -> Result<()> {
    for message in messages {
        let Some(client) = client.as_object() else { return Ok(()) };
        let logger: Object = client.get("logger")?;
        let warn: Function = logger.get("warn")?;
        warn.call::<_, ()>((This(logger.clone()), message.as_str()))?;
    }
    Ok(())
}

/// Reads a list of bindings, with the JavaScript values that they refer to.
///
/// # Errors
/// Circular values.
pub(crate) fn bindings<'js>(
    ctx: &Ctx<'js>,
    rungs: Object<'js>,
    values: &Value<'js>,
) -> Result<(Vec<Arg>, Vec<Value<'js>>)> {
    let mut recording = Recording::new(ctx, rungs, Value::new_undefined(ctx.clone()))?;
    let bindings = match recording.arg(values, None)? {
        Arg::Array(items) => items,
        Arg::Undefined | Arg::Null => Vec::new(),
        one => vec![one],
    };
    Ok((bindings, recording.kept))
}

/// Reads a builder, and has `render` make something of it in the context of the client's configuration.
fn with_context<'js, T>(
    ctx: &Ctx<'js>,
    native: &Object<'js>,
    builder: &Object<'js>,
    client: Value<'js>,
    render: impl FnOnce(&Builder, &Context) -> std::result::Result<T, rungs_builder::Error>,
) -> Result<(T, Vec<Value<'js>>)> {
    let mut recording = Recording::new(ctx, native.get("rungs")?, client.clone())?;
    let read = recording.builder(builder)?;
    let kept = recording.kept;
    let config =
        client.as_object().map(|client| client.get::<_, Option<Object>>("config")).transpose()?.flatten();
    let option = |name: &str| config.as_ref().map(|config| config.get::<_, Value>(name)).transpose();
    let thrown = RefCell::new(None);
    let wrap_by = |method: &'static str, name: &str, query_context: Option<&Arg>| {
        wrap_identifier(ctx, &client, method, name, query_context, &kept).map_err(|error| {
            thrown.replace(Some(error));
            rungs_builder::Error::plain("wrapIdentifier failed")
        })
    };
    let wrap = |name: &str, query_context: Option<&Arg>| wrap_by("wrapIdentifier", name, query_context);
    let map = |name: &str, query_context: Option<&Arg>| wrap_by("mapIdentifier", name, query_context);
    let has_wrapper = option("wrapIdentifier")?.is_some_and(|wrapper| wrapper.is_function());
    let context = Context {
        wrap_identifier: has_wrapper.then_some(&wrap),
        map_identifier: has_wrapper.then_some(&map),
        use_null_as_default: option("useNullAsDefault")?
            .and_then(|value| value.as_bool())
            .unwrap_or_default(),
        default_date_time_precision: option("defaultDateTimePrecision")?.and_then(|value| value.as_number()),
        query_context: None,
    };
    match render(&read, &context) {
        Ok(rendered) => Ok((rendered, kept)),
        Err(error) => Err(thrown.take().unwrap_or_else(|| replay::throw(ctx, &error))),
    }
}

fn wrap_identifier<'js>(
    ctx: &Ctx<'js>,
    client: &Value<'js>,
    method: &str,
    name: &str,
    query_context: Option<&Arg>,
    kept: &[Value<'js>],
) -> Result<String> {
    let Some(client) = client.as_object() else { return Err(Error::new_from_js("undefined", "client")) };
    let wrap: Function = client.get(method)?;
    let query_context = replay::arg_to_js(ctx, query_context.unwrap_or(&Arg::Undefined), kept)?;
    wrap.call::<_, rquickjs::Coerced<String>>((This(client.clone()), name, query_context)).map(|text| text.0)
}
