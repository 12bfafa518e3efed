//! The text of a migration's file.

use rungs_postgres::Origin;

use super::attribution::position;

/// A file's text.
#[derive(Debug, Clone)]
pub struct SourceText(String);

impl SourceText {
    /// A text, without its byte-order mark.
    pub fn new(text: impl Into<String>) -> Self {
        let text: String = text.into();
        Self(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a block comment has words for a tag: `/** @breaking … */`.
    pub fn has_words_for(&self, tag: &str) -> bool {
        let comments = self.0.split("/**").skip(1).filter_map(|rest| Some(rest.split_once("*/")?.0));
        comments.flat_map(|comment| comment.split('@').skip(1)).any(|said| {
            let words = said.strip_prefix(tag).filter(|words| !words.starts_with(char::is_alphanumeric));
            words.is_some_and(|words| words.contains(char::is_alphanumeric))
        })
    }

    /// The place of the first of `names` in the call at `origin`: in quotes if there is such a place, else as a word.
    /// `line_offset` is how many lines of the text that was sent stand before the statement.
    pub fn find(&self, origin: &Origin, line_offset: u32, names: &[&str]) -> Option<Origin> {
        let start = self.offset(origin.line, origin.column)?;
        let call = start..start + call_length(&self.0[start..]);
        let later = self.offset(origin.line + line_offset, 1).filter(|later| call.contains(later));
        let from = later.filter(|_| line_offset > 0).unwrap_or(call.start);
        let is_sql = self.0[start..].starts_with("raw");
        let ranges = [from..call.end, call];
        let found = ranges.iter().find_map(|range| {
            let text = &self.0[range.clone()];
            names.iter().find_map(|name| Some(range.start + within(text, name, is_sql)?))
        })?;
        Some(self.place(origin, found))
    }

    /// The line on which something that is exported is called `name`, from 1.
    pub fn line_of(&self, name: &str) -> Option<u32> {
        let declares = |line: &str| {
            position(line, name).is_some_and(|at| {
                let before = line[..at].trim_end();
                let after = line[at + name.len()..].trim_start();
                let declared = ["function", "const", "let", "async", "exports.", "module.exports."];
                declared.iter().any(|word| before.ends_with(word))
                    || (before.is_empty() && after.starts_with(['(', ':']))
            })
        };
        let index = self.0.lines().position(declares)?;
        u32::try_from(index).ok()?.checked_add(1)
    }

    /// The byte at a line and column, both from 1.
    fn offset(&self, line: u32, column: u32) -> Option<usize> {
        let start: usize =
            self.0.split_inclusive('\n').take(line.checked_sub(1)? as usize).map(str::len).sum();
        let text = self.0.get(start..)?;
        let line = text.split_inclusive('\n').next().unwrap_or_default();
        let within = line.char_indices().nth(column.saturating_sub(1) as usize);
        Some(start + within.map_or(line.trim_end().len(), |(at, _)| at))
    }

    fn place(&self, origin: &Origin, offset: usize) -> Origin {
        let before = &self.0[..offset];
        let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let line = u32::try_from(before.matches('\n').count()).unwrap_or(u32::MAX).saturating_add(1);
        let column = count(before.rsplit('\n').next().unwrap_or_default()).saturating_add(1);
        Origin { file: origin.file.clone(), line, column }
    }
}

/// Where `name` stands in a call: in the builder's, in quotes rather than as a word. In SQL single quotes make a value of it,
/// which counts only where nothing else is found.
fn within(text: &str, name: &str, is_sql: bool) -> Option<usize> {
    if !is_sql {
        return quoted(text, name, &["'", "\"", "`"]).or_else(|| position(text, name));
    }
    let mut from = 0;
    while let Some(at) = position(&text[from..], name).map(|at| from + at) {
        if !text[..at].ends_with('\'') {
            return Some(at);
        }
        from = at + name.len();
    }
    position(text, name)
}

/// Where `name` stands in quotes, after the quote.
fn quoted(text: &str, name: &str, quotes: &[&str]) -> Option<usize> {
    let forms: Vec<String> = quotes.iter().map(|quote| format!("{quote}{name}{quote}")).collect();
    forms.iter().filter_map(|form| text.find(form.as_str())).min().map(|at| at + 1)
}

/// How long the call is that `text` begins with: to the bracket that closes its first one.
fn call_length(text: &str) -> usize {
    let mut depth = 0usize;
    for (at, sign) in Code::of(text) {
        match sign {
            '(' => depth += 1,
            ')' if depth <= 1 => return at + 1,
            ')' => depth -= 1,
            ';' if depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

/// The characters of a piece of JavaScript that stand neither in text nor in comments.
struct Code<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Code<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Goes behind the `end` that closes what begins here.
    fn skip(&mut self, end: char) {
        let mut escaped = false;
        for (at, sign) in self.text[self.at..].char_indices().skip(1) {
            match sign {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                _ if sign == end => {
                    self.at += at + sign.len_utf8();
                    return;
                }
                _ => {}
            }
        }
        self.at = self.text.len();
    }

    fn skip_past(&mut self, end: &str) {
        let rest = &self.text[self.at..];
        self.at += rest.find(end).map_or(rest.len(), |at| at + end.len());
    }
}

impl Iterator for Code<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = &self.text[self.at..];
            let sign = rest.chars().next()?;
            match sign {
                '\'' | '"' | '`' => self.skip(sign),
                '/' if rest.starts_with("//") => self.skip_past("\n"),
                '/' if rest.starts_with("/*") => self.skip_past("*/"),
                _ => {
                    let at = self.at;
                    self.at += sign.len_utf8();
                    return Some((at, sign));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"export async function up(knex) {
  await knex.schema.createTable("orders", (table) => {
    table.uuid("id").primary(); // it's (
    table.uuid("user_id").references("id").inTable("users");
    table.string("name", 20).nullable().defaultTo("x");
  });
  await knex.raw(`
    CREATE TABLE a (id int);
    CREATE TABLE b (
      id int,
      a_id int NULL
    )`);
}
"#;

    fn at(line: u32, column: u32) -> Origin {
        Origin { file: "m.ts".into(), line, column }
    }

    #[test]
    fn names_are_found_in_the_call_that_sent_the_statement() {
        let text = SourceText::new(FILE);
        assert_eq!(text.find(&at(2, 21), 0, &["orders_user_id_foreign", "user_id"]), Some(at(4, 17)));
        assert_eq!(text.find(&at(7, 14), 2, &["id"]), Some(at(10, 7)));
        assert_eq!(text.find(&at(2, 21), 0, &["a_id"]), None);
    }

    #[test]
    fn values_in_sql_are_no_names() {
        let text = SourceText::new("await knex.raw(`\n  IF x = 'a' THEN\n  ALTER TABLE t ADD a int\n`)");
        assert_eq!(text.find(&at(1, 12), 0, &["a"]), Some(at(3, 21)));
    }
}
