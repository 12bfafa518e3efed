//! The JavaScript that stands in for Knex: it records builder calls and runs what Rust makes of them.
//!
//! The files beside this one are evaluated in the order of the table `FILES`; each is a function of one shared object, `rungs`,
//! whose `native` holds the functions that Rust answers.

mod compile;
mod record;
mod replay;

pub(crate) use compile::bindings;
pub use compile::{Recorded, recorded};
pub(crate) use record::bytes_to_js;
pub(crate) use replay::response_handling;
pub use replay::{compiled_to_js, throw};

use rquickjs::{Ctx, Function, Object, Result, context::EvalOptions, function::This};

/// The prelude's files but for the first; each may use what those before it have put on `rungs`.
pub(crate) const FILES: &[(&str, &str)] = &[
    ("recorder.js", include_str!("recorder.js")),
    ("events.js", include_str!("events.js")),
    ("builder.js", include_str!("builder.js")),
    ("schema.js", include_str!("schema.js")),
    ("query.js", include_str!("query.js")),
    ("run.js", include_str!("run.js")),
    ("raw.js", include_str!("raw.js")),
    ("interval.js", include_str!("interval.js")),
    ("response.js", include_str!("response.js")),
    ("client.js", include_str!("client.js")),
    ("transaction.js", include_str!("transaction.js")),
    ("migrate.js", include_str!("migrate.js")),
    ("knex.js", include_str!("knex.js")),
    ("project.js", include_str!("project.js")),
    ("stream.js", include_str!("stream.js")),
    ("template.js", include_str!("template.js")),
];

/// The first part of the prelude's file names in JavaScript stacks, by which its frames are told from the user's.
pub const FRAME_PREFIX: &str = "rungs:knex/";

/// What is evaluated before anything else: reading a knexfile takes no more.
pub(crate) const KNEXFILE: (&str, &str) = ("knexfile.js", include_str!("knexfile.js"));

/// Evaluates the prelude in a context and returns its shared object, `rungs`.
///
/// Only what needs no connection works yet: `toSQL`, `toString`. Connections are added by `session`.
///
/// # Errors
/// What the engine throws, such as running out of memory.
pub fn install<'js>(ctx: &Ctx<'js>) -> Result<Object<'js>> {
    let rungs = install_for_knexfile(ctx)?;
    complete(ctx, &rungs)?;
    Ok(rungs)
}

/// Evaluates as much of the prelude as reading a knexfile takes. [`complete`] adds the rest, which is most of it.
///
/// # Errors
/// As [`install`].
pub(crate) fn install_for_knexfile<'js>(ctx: &Ctx<'js>) -> Result<Object<'js>> {
    let rungs = install_native(ctx)?;
    let native: Object = rungs.get("native")?;
    native.set("complete", Function::new(ctx.clone(), complete_native)?)?;
    evaluate(ctx, &rungs, KNEXFILE)?;
    Ok(rungs)
}

/// Only what Rust answers, for a prelude that runs elsewhere.
///
/// # Errors
/// As [`install`].
pub(crate) fn install_native<'js>(ctx: &Ctx<'js>) -> Result<Object<'js>> {
    let rungs = Object::new(ctx.clone())?;
    let native = Object::new(ctx.clone())?;
    native.set("rungs", rungs.clone())?;
    compile::install(ctx, &native)?;
    rungs.set("native", native)?;
    Ok(rungs)
}

/// Adds what [`install_for_knexfile`] has left out, unless it is there.
///
/// # Errors
/// As [`install`].
pub(crate) fn complete<'js>(ctx: &Ctx<'js>, rungs: &Object<'js>) -> Result<()> {
    if rungs.contains_key("module")? {
        return Ok(());
    }
    FILES.iter().try_for_each(|file| evaluate(ctx, rungs, *file))
}

fn complete_native<'js>(ctx: Ctx<'js>, native: This<Object<'js>>) -> Result<()> {
    complete(&ctx, &native.get("rungs")?)
}

fn evaluate<'js>(ctx: &Ctx<'js>, rungs: &Object<'js>, (name, source): (&str, &str)) -> Result<()> {
    let mut options = EvalOptions::default();
    options.filename = Some(format!("{FRAME_PREFIX}{name}"));
    let file: Function = ctx.eval_with_options(source, options)?;
    file.call((rungs.clone(),))
}
