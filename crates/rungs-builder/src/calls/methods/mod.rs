//! The method tables: which methods each builder has (a query's and a join's are in `calls/query/table.rs`). Adding a method is adding a row here and its meaning in `calls/`.
//! `queryContext` is no row: the prelude has it for all builders, because without an argument it returns the context.

mod query;
mod raw;
mod schema;
mod table;
mod view;

pub(super) use super::query::{JOIN_METHODS, QUERY_METHODS};
pub(super) use query::{ANALYTIC, ON_CONFLICT};
pub(super) use raw::{RAW, REF};
pub(super) use schema::SCHEMA;
pub(super) use table::{ALTER_COLUMN, ALTER_TABLE, COLUMN, CREATE_TABLE, FOREIGN, FOREIGN_TABLE};
pub(super) use view::{ALTER_VIEW, VIEW, VIEW_COLUMN};
