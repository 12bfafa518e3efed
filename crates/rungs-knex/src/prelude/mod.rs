//! The JavaScript that stands in for Knex: it records builder calls and runs what Rust makes of them.
//!
//! The files beside this one are evaluated in the order of [`FILES`]; each is a function of one shared object, `rungs`,
//! whose `native` holds the functions that Rust answers.

mod compile;
mod record;
mod replay;

pub(crate) use compile::bindings;
pub use compile::{Recorded, recorded};
pub(crate) use record::bytes_to_js;
pub(crate) use replay::response_handling;
pub use replay::{compiled_to_js, throw};

use rquickjs::{Ctx, Function, Object, Result, context::EvalOptions};

/// The prelude's files; each may use what those before it have put on `rungs`.
const FILES: &[(&str, &str)] = &[
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
    ("knex.js", include_str!("knex.js")),
    ("project.js", include_str!("project.js")),
    ("template.js", include_str!("template.js")),
];

/// The first part of the prelude's file names in JavaScript stacks, by which its frames are told from the user's.
pub const FRAME_PREFIX: &str = "rungs:knex/";

/// Evaluates the prelude in a context and returns its shared object, `rungs`.
///
/// Only what needs no connection works yet: `toSQL`, `toString`. Connections are added by `session`.
///
/// # Errors
/// What the engine throws, such as running out of memory.
pub fn install<'js>(ctx: &Ctx<'js>) -> Result<Object<'js>> {
    let rungs = Object::new(ctx.clone())?;
    let native = Object::new(ctx.clone())?;
    native.set("rungs", rungs.clone())?;
    compile::install(ctx, &native)?;
    rungs.set("native", native)?;
    for (name, source) in FILES {
        let mut options = EvalOptions::default();
        options.filename = Some(format!("{FRAME_PREFIX}{name}"));
        let file: Function = ctx.eval_with_options(*source, options)?;
        file.call::<_, ()>((rungs.clone(),))?;
    }
    Ok(rungs)
}
