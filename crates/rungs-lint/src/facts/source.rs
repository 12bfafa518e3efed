//! The text of a migration's file.

use rungs_postgres::Origin;

use super::attribution::position;
use super::places::{self, Wanted};

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

    /// The place in the call at `origin` of what is wanted, of which the call sent `sql`; `line_offset` is how many lines of
    /// the text that was sent stand before it.
    pub(crate) fn find(
        &self,
        origin: &Origin,
        (sql, line_offset): (&str, u32),
        wanted: Wanted<'_>,
    ) -> Option<Origin> {
        let start = self.offset(origin.line, origin.column)?;
        let call = start..start + call_length(&self.0[start..]);
        let text = &self.0[call.clone()];
        let found = if text.starts_with("raw") {
            within_literal(text, sql, line_offset, wanted).or_else(|| Some(places::in_sql(text, wanted)?.0))
        } else {
            wanted.names.iter().find_map(|name| within_call(text, name))
        };
        Some(self.place(origin, start + found?))
    }

    /// The place of a character, counted from 1, of the SQL that the call at `origin` was given as a literal.
    pub(crate) fn find_in_sql(&self, origin: &Origin, sql: &str, position: u32) -> Option<Origin> {
        let start = self.offset(origin.line, origin.column)?;
        let call = start..start + call_length(&self.0[start..]);
        let text = self.0[call].strip_prefix("raw").map(|_| &self.0[start..])?;
        let at = sql.char_indices().nth(position.checked_sub(1)? as usize)?.0;
        let line_start = sql[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = literal_line(text, sql[..at].matches('\n').count())?;
        // Where JavaScript put something into the line, its beginning must do.
        let same = text[line..].starts_with(&sql[line_start..at]);
        let indent = text[line..].find(|c: char| !c.is_whitespace()).unwrap_or(0);
        Some(self.place(origin, start + line + if same { at - line_start } else { indent }))
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

/// Where what is wanted stands in the literal that `raw(…)` was given: on the line that its line of the SQL comes from, or
/// where JavaScript put it in there.
fn within_literal(call: &str, sql: &str, line_offset: u32, wanted: Wanted<'_>) -> Option<usize> {
    let (at, length) = places::in_sql(sql, wanted)?;
    let line_start = sql[..at].rfind('\n').map_or(0, |end| end + 1);
    let lines = line_offset as usize + sql[..at].matches('\n').count();
    let from = literal_line(call, lines)?;
    let line = call.get(from..)?.split('\n').next()?;
    let name = &sql[at..at + length];
    let earlier = places::positions(&sql[line_start..at], name).count();
    let here: Vec<usize> = places::positions(line, name).collect();
    let column = here.get(earlier).or(here.last()).copied().or_else(|| line.find("${"))?;
    Some(from + column)
}

/// Where a line, counted from 0, of the literal begins that `raw(…)` was given.
fn literal_line(call: &str, lines: usize) -> Option<usize> {
    let bracket = call.find('(')? + 1;
    let open = bracket + call[bracket..].find(|c: char| !c.is_whitespace())?;
    let quote = call[open..].chars().next().filter(|quote| matches!(quote, '`' | '\'' | '"'))?;
    let literal = open + 1;
    let skipped: usize = call[literal..].split_inclusive('\n').take(lines).map(str::len).sum();
    (lines == 0 || quote == '`').then_some(literal + skipped)
}

/// Calls of the builder whose argument names something else than what they make.
const REFERRING: &[&str] = &["inTable(", "references(", "on(", "from(", "into(", "join("];

/// Where `name` stands in a call of the builder: in quotes rather than as a word, as the first argument rather than
/// another, and not as what something refers to.
fn within_call(text: &str, name: &str) -> Option<usize> {
    let quoted = |quote: &str| {
        let form = format!("{quote}{name}{quote}");
        text.match_indices(&form).map(|(at, _)| at).collect::<Vec<_>>()
    };
    let strangeness = |at: &usize| {
        let before = text[..*at].trim_end();
        let line = before.rsplit('\n').next().unwrap_or_default().trim_start();
        let is_comment = line.starts_with("//") || line.starts_with('*') || line.starts_with("/*");
        let refers = REFERRING.iter().any(|call| before.ends_with(call));
        (u8::from(is_comment) * 4 + u8::from(refers) * 2 + u8::from(!before.ends_with('(')), *at)
    };
    let places = ["'", "\"", "`"].into_iter().flat_map(quoted);
    places.min_by_key(strangeness).map(|at| at + 1).or_else(|| position(text, name))
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
        let find = |at: &Origin, names: &[&str]| text.find(at, ("", 0), Wanted::made(names));
        assert_eq!(find(&at(2, 21), &["orders_user_id_foreign", "user_id"]), Some(at(4, 17)));
        assert_eq!(find(&at(2, 21), &["users"]), Some(at(4, 53)));
        assert_eq!(find(&at(2, 21), &["a_id"]), None);
    }

    #[test]
    fn names_in_sql_are_found_on_their_line() {
        let text = SourceText::new(FILE);
        let second = "CREATE TABLE b (\n      id int,\n      a_id int NULL\n    )";
        let find = |names: &[&str]| text.find(&at(7, 14), (second, 2), Wanted::made(names));
        assert_eq!(find(&["id"]), Some(at(10, 7)));
        assert_eq!(find(&["b"]), Some(at(9, 18)));
    }

    #[test]
    fn what_javascript_puts_into_sql_is_found_where_it_does() {
        let text =
            SourceText::new("await knex.raw(\n  `ALTER TABLE t\n  ADD CONSTRAINT ${NAME} CHECK (a > 0)`)");
        let sql = "ALTER TABLE t\n  ADD CONSTRAINT c CHECK (a > 0)";
        assert_eq!(text.find(&at(1, 12), (sql, 0), Wanted::made(&["c", "a"])), Some(at(3, 18)));
    }

    #[test]
    fn a_column_is_no_table_that_is_referred_to() {
        let text = SourceText::new("table((t) => {\n t.uuid('id').inTable('roles');\n t.jsonb('roles');\n})");
        assert_eq!(text.find(&at(1, 1), ("", 0), Wanted::made(&["roles"])), Some(at(3, 11)));
    }

    #[test]
    fn values_in_sql_are_no_names() {
        let text = SourceText::new("await knex.raw(sql(`\n  IF x = 'a' THEN\n  ALTER TABLE t ADD a int\n`))");
        assert_eq!(text.find(&at(1, 12), ("", 0), Wanted::made(&["a"])), Some(at(3, 21)));
    }
}
