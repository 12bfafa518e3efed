//! The functions that the JavaScript half stands on.

mod bcrypt;
mod crypto;
mod encoding;
mod fs;
mod http;
mod machine;
pub(crate) mod modules;
mod programs;
mod timers;
mod zlib;
mod zones;

use std::rc::Rc;

use rquickjs::{Ctx, Exception, Function, Object, Value, context::EvalOptions, prelude::Func};

use crate::{builtins, host::Host, modules::LOADER};

/// Global that gives the current stack.
pub(crate) const CALL_SITE: &str = "__rungsCallSite";
/// Global that makes a promise of anything.
pub(crate) const SETTLE: &str = "__rungsSettle";

/// Sets up the globals and the module system; returns the latter.
pub(crate) fn install<'js>(ctx: &Ctx<'js>, host: &Rc<Host>) -> rquickjs::Result<Object<'js>> {
    let native = Object::new(ctx.clone())?;
    modules::install(&native, host)?;
    timers::install(&native, host)?;
    machine::install(&native, host)?;
    programs::install(&native, host)?;
    http::install(&native, host)?;
    fs::install(&native, host)?;
    encoding::install(&native)?;
    crypto::install(&native)?;
    bcrypt::install(&native)?;
    zlib::install(&native)?;
    zones::install(&native)?;
    let loader: Object = evaluate(ctx, LOADER, "rungs:loader")?.call((native.clone(),))?;
    hide(ctx, CALL_SITE, loader.get("callSite")?)?;
    hide(ctx, SETTLE, evaluate(ctx, "(async (value) => value)", "rungs:settle")?.into_value())?;
    let globals: Function = evaluate(ctx, builtins::GLOBALS, "rungs:globals")?;
    globals.call::<_, ()>((loader.get::<_, Function>("builtin")?, native))?;
    Ok(loader)
}

/// Evaluates an expression that gives a function.
pub(crate) fn evaluate<'js>(ctx: &Ctx<'js>, code: &str, file: &str) -> rquickjs::Result<Function<'js>> {
    let mut options = EvalOptions::default();
    options.strict = false;
    options.filename = Some(file.to_string());
    ctx.eval_with_options(code, options)
}

/// A global that enumeration does not show.
fn hide<'js>(ctx: &Ctx<'js>, name: &str, value: Value<'js>) -> rquickjs::Result<()> {
    ctx.globals().prop(name, rquickjs::object::Property::from(value))
}

/// Throws an `Error` with Node's `code` and further properties.
pub(crate) fn throw(
    ctx: &Ctx<'_>,
    message: &str,
    code: &str,
    properties: &[(&str, String)],
) -> rquickjs::Error {
    let throw = || -> rquickjs::Result<rquickjs::Error> {
        let make: Function = ctx.eval("(message) => new Error(message)")?;
        let error: Object = make.call((message,))?;
        error.set("code", code)?;
        for (name, value) in properties {
            if name.starts_with("__") {
                error.prop(*name, rquickjs::object::Property::from(value.as_str()))?;
            } else {
                error.set(*name, value.as_str())?;
            }
        }
        Ok(ctx.throw(error.into_value()))
    };
    throw().unwrap_or_else(|_| Exception::throw_message(ctx, message))
}

/// Adds `function` to `object` under `name`.
pub(crate) fn add<'js, F, P>(object: &Object<'js>, name: &str, function: F) -> rquickjs::Result<()>
where
    F: rquickjs::function::IntoJsFunc<'js, P> + 'js,
{
    object.set(name, Func::from(function))
}
