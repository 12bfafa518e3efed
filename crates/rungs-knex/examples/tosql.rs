//! Prints what builder expressions render to: JSON lines of expressions in, JSON lines of results out.
//!
//! The differential tests feed the same lines to npm's Knex. A line is `"knex('t').select()"` or
//! `{"expression": …, "config": {…}}`; a result is `{"sql": …}` with `toSQL()`, or `{"error": …}`.

use std::io::{BufRead, Write};

use rquickjs::{Context, Ctx, Function, Object, Runtime, Value};

const HARNESS: &str = r#"(function (rungs, line) {
    const given = JSON.parse(line);
    const { expression, config = {} } = typeof given === "string" ? { expression: given } : given;
    const print = globalThis.print;
    const silent = { log: { debug() {}, warn() {}, error() {}, deprecate() {} } };
    const evaluated = (text) => (typeof text === "string" && text.startsWith("=>") ? eval("(" + text.slice(2) + ")") : text);
    const settings = Object.fromEntries(Object.entries(config).map(([key, value]) => [key, evaluated(value)]));
    const knex = rungs.makeKnex(new rungs.Client({ client: "pg", ...silent, ...settings }));
    const plain = (value) => {
        if (typeof value === "bigint") return { $bigint: String(value) };
        if (value === undefined) return { $undefined: true };
        if (typeof value === "number" && !Number.isFinite(value)) return { $number: String(value) };
        if (value instanceof Date) return { $date: value.getTime() };
        if (value instanceof Uint8Array) return { $bytes: Array.from(value) };
        if (Array.isArray(value)) return value.map(plain);
        if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
        return value;
    };
    try {
        const built = (0, eval)("(knex) => (" + expression + ")")(knex);
        if (typeof built === "string") return JSON.stringify({ text: built });
        const statements = [].concat(built.toSQL()).map((statement) => {
            const row = { sql: statement.sql, bindings: plain(statement.bindings || []) };
            if (statement.method) row.method = statement.method;
            if (statement.returning !== undefined) row.returning = plain(statement.returning);
            if (statement.pluck !== undefined) row.pluck = statement.pluck;
            if (statement.output) row.output = true;
            return row;
        });
        return JSON.stringify({ statements, text: String(built) });
    } catch (error) {
        return JSON.stringify({ error: `${error.name}: ${error.message}` });
    }
})"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = Runtime::new()?;
    runtime.set_max_stack_size(4 * 1024 * 1024);
    let context = Context::full(&runtime)?;
    context.with(|ctx| {
        if let Err(error) = answer(&ctx) {
            eprintln!("{error}: {:?}", ctx.catch());
        }
    });
    Ok(())
}

fn answer(ctx: &Ctx) -> Result<(), Box<dyn std::error::Error>> {
    let silent: Object = ctx.eval("({ log() {}, warn() {}, error() {} })")?;
    ctx.globals().set("console", silent)?;
    let rungs = rungs_knex::prelude::install(ctx)?;
    let harness: Function = ctx.eval(HARNESS)?;
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let result: Value = harness.call((rungs.clone(), line?))?;
        let text = result.as_string().map(|text| text.to_string()).transpose()?.unwrap_or_default();
        writeln!(output, "{text}")?;
    }
    Ok(())
}
