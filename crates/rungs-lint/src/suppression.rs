//! Findings that the source says shall be overlooked, with the reason.

use std::cell::Cell;

use rungs_run::comments::Ignore;

use crate::facts::{Made, MigrationFacts, SourceText};

/// A comment that asks for findings to be overlooked, and of what use it has been.
#[derive(Debug)]
pub(crate) struct Suppression {
    /// The comment.
    pub(crate) comment: Ignore,
    used: Vec<Cell<bool>>,
}

impl Suppression {
    /// Those of a text, in their order.
    pub(crate) fn all(text: &SourceText) -> Vec<Self> {
        let of = |comment: Ignore| Self { used: vec![Cell::new(false); comment.rules.len()], comment };
        Ignore::all(text.as_str()).into_iter().map(of).collect()
    }

    /// Whether it overlooks what `rule` finds there. If so, it has been of use.
    pub(crate) fn takes(&self, rule: &str, made: &Made, migration: &MigrationFacts) -> bool {
        let Some(at) = self.comment.rules.iter().position(|named| named == rule) else { return false };
        let in_file = |file: &std::path::Path| migration.path.as_deref() == Some(file);
        let line = made.origin.as_ref().filter(|origin| in_file(&origin.file)).map(|origin| origin.line);
        let statement = made.statement.as_ref().map(|statement| &statement.origin);
        let call = statement.filter(|origin| in_file(&origin.file)).map(|origin| origin.line);
        let covered = match self.comment.covers {
            None => true,
            Some(covered) => {
                // A chain begins on the line before the call that is its place: `await knex.schema`.
                let first =
                    call.map(|call| migration.source.as_ref().map_or(call, |text| text.statement_line(call)));
                [line, call, first].contains(&Some(covered))
            }
        };
        if covered {
            self.used[at].set(true);
        }
        covered
    }

    /// The rules that it names and that found nothing there.
    pub(crate) fn unused(&self) -> impl Iterator<Item = &str> {
        self.comment
            .rules
            .iter()
            .zip(&self.used)
            .filter(|(_, used)| !used.get())
            .map(|(rule, _)| rule.as_str())
    }
}

impl SourceText {
    /// The first line of the statement that the line belongs to, as far as lines that begin with a dot go on what stands
    /// before them.
    fn statement_line(&self, line: u32) -> u32 {
        let lines: Vec<&str> = self.as_str().lines().collect();
        let mut index = (line as usize).saturating_sub(1).min(lines.len().saturating_sub(1));
        while index > 0 && lines.get(index).is_some_and(|line| line.trim_start().starts_with('.')) {
            index -= 1;
        }
        number(index)
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1)
}
