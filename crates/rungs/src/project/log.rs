//! Where Knex's logger writes.

use super::FrontEnd;
use crate::diagnostics::{self, Trouble};
use crate::output::{Note, Output};

/// Logs a failure as Knex does: to the project's own logger, where it has one.
pub(super) async fn failure(front_end: &FrontEnd, output: &dyn Output, trouble: &Trouble) {
    for text in diagnostics::knex_warnings(trouble) {
        line(front_end, output, &text).await;
    }
}

/// Logs one line.
pub(super) async fn line(front_end: &FrontEnd, output: &dyn Output, text: &str) {
    if !front_end.warn(text).await {
        output.note(&Note::Failing(text));
    }
}
