//! Recorded calls of the query builder → [`Query`]: one file for each part of a statement.
//!
//! What Knex refuses or warns of when a method is called is refused or warned of here, in the order of the calls.

mod aggregates;
mod clear;
mod columns;
mod fetching;
mod having;
mod joins;
mod json;
mod mutation;
mod on;
mod reader;
mod set_operations;
mod sorting;
mod table;
mod wheres;
mod windows;
mod with;

pub(crate) use on::read_conditions;
pub(super) use table::{JOIN_METHODS, QUERY_METHODS};

use crate::{Builder, Error, ast::query::Query};
use reader::Reader;

/// Gives a query's calls their meaning.
///
/// # Errors
/// What Knex refuses when the methods are called.
pub fn read(builder: &Builder) -> Result<Query<'_>, Error> {
    let mut reader = Reader::default();
    for call in &builder.calls {
        reader.call(call).map_err(|error| error.at(call.site.as_ref()))?;
    }
    Ok(reader.query)
}
