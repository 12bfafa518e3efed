//! As much of SQL's grammar as it takes to tell statements apart.

mod command;
mod literal;
mod scan;
mod split;

pub use command::{controls_transaction, sets_up_transaction, words};
pub use literal::inlined;
pub use scan::{Token, tokens};
pub use split::{Piece, split};
