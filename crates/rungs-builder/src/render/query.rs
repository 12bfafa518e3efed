use super::{Compiled, Context, Formatter};
use crate::{Builder, Error};

/// Renders a query.
pub(super) fn compile(builder: &Builder, context: &Context) -> Result<Compiled, Error> {
    let mut formatter = Formatter::new(context);
    compile_within(builder, &mut formatter)
}

/// Renders a query inside another statement, which takes over its bindings.
pub(super) fn compile_within(builder: &Builder, _formatter: &mut Formatter) -> Result<Compiled, Error> {
    Err(Error::plain(format!("{:?} is not rendered yet", builder.kind)))
}

/// The `where` clause of a query by itself, its bindings left out, as Knex writes a partial index; `None` when the query
/// has none.
pub(super) fn where_clause(builder: &Builder, _context: &Context) -> Result<Option<String>, Error> {
    if builder.calls.is_empty() {
        return Ok(None);
    }
    Err(Error::plain("the predicate of an index is not rendered yet"))
}
