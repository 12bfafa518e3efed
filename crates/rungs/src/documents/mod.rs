//! Documents that Rungs writes, whole or a section of: what stands in them, and whether that is still true.

mod generated;
mod section;

pub use generated::{Delivery, Document, DocumentState, Generated, read};
pub use section::{Section, no_section, with_section};
