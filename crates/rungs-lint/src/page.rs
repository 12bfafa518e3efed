//! A rule's page: Markdown of a fixed form, which is documentation, data and test at once.
//!
//! ````markdown
//! # foreign-key-index
//!
//! What the rule wants, in one sentence.
//!
//! Why, in one sentence.
//!
//! ## Bad
//!
//! ```ts
//! knex.schema.createTable(…)   // finds: the message, or the beginning of it
//! ```
//!
//! ## Good
//! …
//! ````
//!
//! Each fenced `ts` or `js` block below *Bad* or *Good* is a whole migration. One that must follow another says so:
//! ```` ```ts after ```` is what an earlier migration did, which is not judged. `toml` blocks below the two are the settings
//! of the examples that follow.

/// A page, taken apart.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// What the rule wants.
    pub summary: String,
    /// Why.
    pub reason: String,
    /// The examples, in their order.
    pub examples: Vec<Example<'a>>,
}

/// An example: migrations that are run, the last of which is judged.
#[derive(Debug, Clone)]
pub struct Example<'a> {
    /// Whether it is to be found fault with.
    pub is_bad: bool,
    /// Settings, as in `rungs.toml`.
    pub settings: Option<&'a str>,
    /// The migrations.
    pub parts: Vec<Part<'a>>,
    /// The line of the page on which the last one begins, from 1.
    pub line: usize,
}

/// A fenced block.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// What stands behind the fence: `ts`, `ts after`, `sql queries/x.sql`.
    pub info: &'a str,
    /// What stands in it.
    pub text: &'a str,
}

impl Part<'_> {
    /// The file name that it says, or the one it has anyway.
    pub fn file_name<'n>(&'n self, usual: &'n str) -> &'n str {
        self.info.split(' ').find(|word| word.contains('.')).unwrap_or(usual)
    }

    fn is_migration(&self) -> bool {
        matches!(self.info.split(' ').next(), Some("ts" | "js"))
    }

    /// Whether it is what stood before, and not judged.
    pub fn is_earlier(&self) -> bool {
        self.info.split(' ').any(|word| word == "after")
    }
}

impl<'a> Page<'a> {
    /// Takes a page apart. What has not the form gives empty parts, which the tests refuse.
    pub fn of(text: &'a str) -> Self {
        let mut paragraphs =
            text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.starts_with('#'));
        let mut sentence = || {
            let words: Vec<&str> = paragraphs.next().unwrap_or_default().split_whitespace().collect();
            words.join(" ")
        };
        let (summary, reason) = (sentence(), sentence());
        Self { summary, reason, examples: examples(text) }
    }
}

fn examples(text: &str) -> Vec<Example<'_>> {
    let (mut examples, mut waiting, mut settings) = (Vec::new(), Vec::new(), None);
    let mut section = None;
    for block in blocks(text) {
        let (part, line) = match block {
            Block::Heading(title) => {
                section = match title {
                    "Bad" => Some(true),
                    "Good" => Some(false),
                    _ => None,
                };
                (waiting, settings) = (Vec::new(), None);
                continue;
            }
            Block::Fence(part, line) => (part, line),
        };
        let Some(is_bad) = section else { continue };
        if part.info == "toml" {
            settings = Some(part.text);
            continue;
        }
        waiting.push(part);
        if part.is_migration() && !part.is_earlier() {
            examples.push(Example { is_bad, settings, parts: std::mem::take(&mut waiting), line });
        }
    }
    examples
}

enum Block<'a> {
    Heading(&'a str),
    Fence(Part<'a>, usize),
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, usize, usize)> = None;
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let end = start + line.len();
        match (open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info.trim(), end, number + 1)),
            (Some((info, from, line)), Some(_)) => {
                blocks.push(Block::Fence(Part { info, text: &text[from..start] }, line));
                open = None;
            }
            (None, None) => blocks.extend(line.strip_prefix("## ").map(|title| Block::Heading(title.trim()))),
            (Some(_), None) => {}
        }
        start = end;
    }
    blocks
}
