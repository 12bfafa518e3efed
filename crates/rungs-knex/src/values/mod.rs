//! Values between PostgreSQL and JavaScript, as Node's `pg` 8 has them: text both ways, types told by OID.

mod array;
mod decode;
mod encode;
mod time;

pub(crate) use decode::{Decoding, decoder};
pub(crate) use encode::{Encoding, params};
