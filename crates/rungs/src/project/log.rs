//! Where Knex's logger writes.

use super::FrontEnd;
use crate::diagnostics::{self, Trouble};
use crate::output::{Note, Output};

/// Logs a failure as Knex does: to the project's own logger, where it has one.
pub(super) async fn failure(front_end: &FrontEnd, output: &dyn Output, trouble: &Trouble) {
    for line in diagnostics::knex_warnings(trouble) {
        if !front_end.warn(&line).await {
            output.note(&Note::Failing(&line));
        }
    }
}
