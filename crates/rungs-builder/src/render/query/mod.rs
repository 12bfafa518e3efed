//! [`Query`] → SQL. One file a clause; this one knows which kind of statement has which.

mod aggregate;
mod analytic;
mod column_info;
mod columns;
mod condition;
mod conflict;
mod delete;
mod having;
mod insert;
mod join;
mod json;
mod limit;
mod locking;
mod on;
mod select;
mod set_operation;
mod sorting;
mod statement;
mod table;
mod update;
mod value;
mod wheres;
mod with;

use super::{Compiled, Context, Formatter};
use crate::{Builder, Error, calls};
use statement::Statement;

/// Which part of a query is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The whole statement.
    Whole,
    /// Only its `where` clause: what a callback of a group of conditions is run for.
    Where,
}

/// Renders a query.
pub(super) fn compile(builder: &Builder, context: &Context) -> Result<Compiled, Error> {
    let query = calls::query::read(builder)?;
    let context = Context { query_context: query.query_context.as_deref(), ..*context };
    let mut compiled = Statement::new(&query, &context).compile(Part::Whole)?;
    compiled.site = builder.calls.first().and_then(|call| call.site.clone());
    Ok(compiled)
}

/// Renders a query inside another statement, which takes over its bindings.
pub(super) fn compile_within(
    builder: &Builder,
    part: Part,
    formatter: &mut Formatter,
) -> Result<Compiled, Error> {
    let query = calls::query::read(builder)?;
    let context = Context { query_context: query.query_context.as_deref(), ..*formatter.context };
    let mut compiled = Statement::new(&query, &context).compile(part)?;
    formatter.bindings.append(&mut compiled.bindings);
    formatter.warnings.append(&mut compiled.warnings);
    Ok(compiled)
}

/// The `where` clause of a query by itself, its bindings left out, as Knex writes a partial index; `None` when the query
/// has none.
pub(super) fn where_clause(builder: &Builder, context: &Context) -> Result<Option<String>, Error> {
    let query = calls::query::read(builder)?;
    if query.wheres.is_empty() {
        return Ok(None);
    }
    let context = Context { query_context: query.query_context.as_deref(), ..*context };
    Statement::new(&query, &context).compile(Part::Where).map(|compiled| Some(compiled.sql))
}
