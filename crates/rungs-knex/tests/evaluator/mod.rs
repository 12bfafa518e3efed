//! Evaluates builder expressions through the prelude, as `tests/oracle/tosql.mjs` does through npm's Knex.

use std::error::Error;

use rquickjs::{Context, Ctx, Function, Object, Runtime, Value};

const EVALUATOR: &str = include_str!("evaluator.js");

/// Nested builders recurse in the engine.
const STACK_BYTES: usize = 4 * 1024 * 1024;

/// Answers each line, an expression or `{"expression": …, "config": {…}}`, with the JSON that `answered` gets.
///
/// # Errors
/// What the engine cannot do, or `answered` refuses.
pub fn evaluate(
    lines: impl Iterator<Item = std::io::Result<String>>,
    mut answered: impl FnMut(&str) -> Result<(), Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let runtime = Runtime::new()?;
    runtime.set_max_stack_size(STACK_BYTES);
    Context::full(&runtime)?.with(|ctx| {
        let evaluator = evaluator(&ctx).map_err(|error| format!("{error}: {:?}", ctx.catch()))?;
        for line in lines {
            let answer: Value = evaluator.call((line?,))?;
            let text = answer.as_string().map(|text| text.to_string()).transpose()?.unwrap_or_default();
            answered(&text)?;
        }
        Ok(())
    })
}

fn evaluator<'js>(ctx: &Ctx<'js>) -> rquickjs::Result<Function<'js>> {
    let silent: Object = ctx.eval("({ log() {}, warn() {}, error() {} })")?;
    ctx.globals().set("console", silent)?;
    let rungs = rungs_knex::prelude::install(ctx)?;
    let make: Function = ctx.eval(EVALUATOR)?;
    make.call((rungs,))
}
