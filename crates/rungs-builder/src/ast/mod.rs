//! What the calls mean: typed trees that `render/` writes as SQL.

#![expect(
    clippy::large_enum_variant,
    reason = "the trees are short-lived, and few of their nodes exist at a time"
)]

pub mod query;
pub mod schema;
