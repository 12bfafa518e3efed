//! How the server is asked.

mod answer;
mod query;

pub(crate) use answer::{
    Counted, Found, FoundConstraint, FoundIndex, FoundNotNull, Held, HeldRelation, Inventory, Opening, read,
};
pub(crate) use query::{after, inventory, news, opening};
