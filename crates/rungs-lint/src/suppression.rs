//! Findings that the source says shall be overlooked, with the reason.

use std::cell::Cell;
use std::sync::LazyLock;

use regex::Regex;

use crate::facts::{Made, MigrationFacts, SourceText};

/// `// rungs-ignore RULE, RULE: reason`; `--`, `#` and `/*` begin comments as well.
static COMMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?://|--|#|/\*)\s*rungs-ignore\b(?:[ \t]+(?<rules>[\w-]+(?:\s*,\s*[\w-]+)*))?(?:\s*:\s*(?<reason>[^\n]*?))?\s*(?:\*/[^\n]*)?$").ok()
});

/// A comment that asks for findings to be overlooked.
#[derive(Debug)]
pub(crate) struct Suppression {
    /// The rules that it names.
    pub(crate) rules: Vec<String>,
    /// Whether it says why.
    pub(crate) has_reason: bool,
    /// Its line, from 1.
    pub(crate) line: u32,
    /// Its column, from 1.
    pub(crate) column: u32,
    /// The lines that it covers, from 1; none is the whole file.
    covers: Option<u32>,
    used: Vec<Cell<bool>>,
}

impl Suppression {
    /// Those of a text, in their order.
    pub(crate) fn all(text: &SourceText) -> Vec<Self> {
        let Some(comment) = &*COMMENT else { return Vec::new() };
        let lines: Vec<&str> = text.as_str().lines().collect();
        let head = lines.iter().position(|line| is_code(line)).unwrap_or(lines.len());
        let mut found = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let Some(captures) = comment.captures(line) else { continue };
            let start = captures.get(0).map_or(0, |all| all.start());
            let stands_alone = !is_code(&line[..start]);
            let next =
                lines[index + 1..].iter().position(|line| is_code(line)).map(|after| index + 1 + after);
            let covers = match stands_alone {
                true if index < head => None,
                true => next,
                false => Some(index),
            };
            let rules: Vec<String> = captures
                .name("rules")
                .map(|rules| rules.as_str().split(',').map(|rule| rule.trim().to_owned()).collect())
                .unwrap_or_default();
            found.push(Self {
                has_reason: captures.name("reason").is_some_and(|reason| !reason.as_str().trim().is_empty()),
                line: number(index),
                column: u32::try_from(line[..start].chars().count()).unwrap_or(0) + 1,
                covers: if stands_alone && index < head { None } else { Some(covers.map_or(0, number)) },
                used: rules.iter().map(|_| Cell::new(false)).collect(),
                rules,
            });
        }
        found
    }

    /// Whether it overlooks what `rule` finds there. If so, it has been of use.
    pub(crate) fn takes(&self, rule: &str, made: &Made, migration: &MigrationFacts) -> bool {
        let Some(at) = self.rules.iter().position(|named| named == rule) else { return false };
        let in_file = |file: &std::path::Path| migration.path.as_deref() == Some(file);
        let line = made.origin.as_ref().filter(|origin| in_file(&origin.file)).map(|origin| origin.line);
        let statement = made.statement.as_ref().map(|statement| &statement.origin);
        let call = statement.filter(|origin| in_file(&origin.file)).map(|origin| origin.line);
        let covered = match self.covers {
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
        self.rules.iter().zip(&self.used).filter(|(_, used)| !used.get()).map(|(rule, _)| rule.as_str())
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

/// Whether a line has anything but a comment.
fn is_code(line: &str) -> bool {
    let line = line.trim();
    let comment = ["//", "--", "/*", "*", "#!"].iter().any(|start| line.starts_with(start));
    !line.is_empty() && !comment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read_as_they_are_written() {
        let text = SourceText::new(
            "// rungs-ignore missing-down: one way\nimport x from 'y';\n// rungs-ignore a-rule, other: both\n\nawait x; // rungs-ignore b-rule\n/* rungs-ignore c-rule: why */\nawait y;\n",
        );
        let all = Suppression::all(&text);
        let told: Vec<_> = all.iter().map(|one| (one.rules.join("+"), one.has_reason, one.covers)).collect();
        let row = |rules: &str, reason, covers| (rules.to_owned(), reason, covers);
        assert_eq!(
            told,
            [
                row("missing-down", true, None),
                row("a-rule+other", true, Some(5)),
                row("b-rule", false, Some(5)),
                row("c-rule", true, Some(7)),
            ]
        );
    }
}
