//! Prints what builder expressions render to: JSON lines of expressions in, JSON lines of answers out.
//!
//! `tests/oracle/fuzz-tosql.mjs` feeds the same lines to npm's Knex. A line is `"knex('t').select()"` or
//! `{"expression": …, "config": {…}}`; an answer is `{"statements": …, "text": …}`, or `{"error": …}`.

use std::io::{BufRead, Write};

#[path = "../tests/evaluator/mod.rs"]
mod evaluator;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut output = std::io::stdout().lock();
    evaluator::evaluate(std::io::stdin().lock().lines(), |answer| Ok(writeln!(output, "{answer}")?))
}
