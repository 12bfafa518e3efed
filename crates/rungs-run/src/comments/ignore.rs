//! `rungs-ignore` in a migration's comments.

use std::sync::LazyLock;

use regex::Regex;

/// `// rungs-ignore RULE, RULE: reason`; `--`, `#` and `/*` begin comments as well.
static COMMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?://|--|#|/\*)\s*rungs-ignore\b(?:[ \t]+(?<rules>[\w-]+(?:\s*,\s*[\w-]+)*))?(?:\s*:\s*(?<reason>[^\n]*?))?\s*(?:\*/[^\n]*)?$").ok()
});

/// A comment that asks for findings of rules to be overlooked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignore {
    /// The rules that it names.
    pub rules: Vec<String>,
    /// Why, if it says so.
    pub reason: Option<String>,
    /// Its line, from 1.
    pub line: u32,
    /// Its column, from 1.
    pub column: u32,
    /// The line that it is about, from 1; none is the whole file.
    pub covers: Option<u32>,
}

impl Ignore {
    /// Those of a text, in their order: one at the end of a line is about that line, one on a line of its own about the next,
    /// one above all code about the file.
    pub fn all(text: &str) -> Vec<Self> {
        let Some(comment) = &*COMMENT else { return Vec::new() };
        let lines: Vec<&str> = text.lines().collect();
        let head = lines.iter().position(|line| is_code(line)).unwrap_or(lines.len());
        let mut found = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let Some(captures) = comment.captures(line) else { continue };
            let start = captures.get(0).map_or(0, |all| all.start());
            let stands_alone = !is_code(&line[..start]);
            let next =
                || lines[index + 1..].iter().position(|line| is_code(line)).map(|after| index + 1 + after);
            let covers = match stands_alone {
                true if index < head => None,
                true => Some(next().map_or(0, number)),
                false => Some(number(index)),
            };
            let rules = captures.name("rules").map_or("", |rules| rules.as_str());
            let reason = captures.name("reason").map(|reason| reason.as_str().trim().to_owned());
            found.push(Self {
                rules: rules
                    .split(',')
                    .map(str::trim)
                    .filter(|rule| !rule.is_empty())
                    .map(str::to_owned)
                    .collect(),
                reason: reason.filter(|reason| !reason.is_empty()),
                line: number(index),
                column: u32::try_from(line[..start].chars().count()).unwrap_or(0) + 1,
                covers,
            });
        }
        found
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
        let text = "// rungs-ignore missing-down: one way\nimport x from 'y';\n// rungs-ignore a-rule, other: both\n\nawait x; // rungs-ignore b-rule\n/* rungs-ignore c-rule: why */\nawait y;\n";
        let all = Ignore::all(text);
        let told: Vec<_> =
            all.iter().map(|one| (one.rules.join("+"), one.reason.as_deref(), one.covers)).collect();
        let row = |rules: &str, reason, covers| (rules.to_owned(), reason, covers);
        assert_eq!(
            told,
            [
                row("missing-down", Some("one way"), None),
                row("a-rule+other", Some("both"), Some(5)),
                row("b-rule", None, Some(5)),
                row("c-rule", Some("why"), Some(7)),
            ]
        );
    }
}
