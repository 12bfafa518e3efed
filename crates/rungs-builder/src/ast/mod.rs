//! What the calls mean: typed trees that `render/` writes as SQL.

pub mod query;
pub mod schema;
