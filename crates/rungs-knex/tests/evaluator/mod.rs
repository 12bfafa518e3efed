//! Evaluates builder expressions through the prelude, as `tests/oracle/tosql.mjs` does through npm's Knex.

use std::{error::Error, time::Duration};

use rquickjs::{Ctx, Function, Object, Value, async_with};
use rungs_js::{Engine, EngineOptions};

const EVALUATOR: &str = include_str!("evaluator.js");

/// All lines are answered without a pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(24 * 60 * 60);

/// Answers each line, an expression or `{"expression": …, "config": {…}}`, with the JSON that `answered` gets.
///
/// # Errors
/// What the engine cannot do, or `answered` refuses.
pub fn evaluate(
    lines: impl Iterator<Item = std::io::Result<String>>,
    mut answered: impl FnMut(&str) -> Result<(), Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let options = EngineOptions { longest_pause: LONGEST_PAUSE, ..EngineOptions::default() };
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let engine = Engine::new(options).await?;
        async_with!(engine.context() => |ctx| {
            let evaluator = evaluator(&ctx).map_err(|error| format!("{error}: {:?}", ctx.catch()))?;
            for line in lines {
                let answer: Value = evaluator.call((line?,))?;
                let text = answer.as_string().map(|text| text.to_string()).transpose()?.unwrap_or_default();
                answered(&text)?;
            }
            Ok(())
        })
        .await
    })
}

fn evaluator<'js>(ctx: &Ctx<'js>) -> rquickjs::Result<Function<'js>> {
    let silent: Object = ctx.eval("({ log() {}, warn() {}, error() {} })")?;
    ctx.globals().set("console", silent)?;
    let rungs = rungs_knex::prelude::install(ctx)?;
    let make: Function = ctx.eval(EVALUATOR)?;
    make.call((rungs,))
}
