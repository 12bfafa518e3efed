use std::fmt;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
use rungs_postgres::Origin;

use crate::output::Palette;

/// The longest line that is shown whole; of longer ones only what stands around the position.
const LONGEST_LINE: usize = 160;
/// How many characters of a long line stand before the position.
const BEFORE: usize = 60;

/// A piece of text with a place marked in it.
#[derive(Debug)]
struct Snippet {
    message: String,
    source: NamedSource<String>,
    span: (usize, usize),
    label: Option<String>,
}

impl fmt::Display for Snippet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Snippet {}

impl Diagnostic for Snippet {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (offset, length) = self.span;
        Some(Box::new(std::iter::once(LabeledSpan::new(self.label.clone(), offset, length))))
    }
}

/// The user's source around `origin`; `None` where it cannot be read.
pub fn code(message: &str, origin: &Origin, palette: Palette) -> Option<String> {
    let text = std::fs::read_to_string(&origin.file).ok()?;
    let mut offset = 0;
    let line = text.split_inclusive('\n').nth(origin.line.checked_sub(1)? as usize);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if number + 1 == origin.line as usize {
            break;
        }
        offset += line.len();
    }
    let line = line?.trim_end();
    let start =
        line.char_indices().nth(origin.column.saturating_sub(1) as usize).map_or(0, |(start, _)| start);
    let length = line.len().saturating_sub(start).max(1);
    let name = relative(&origin.file);
    Some(draw(message, &name, text.clone(), (offset + start, length), None, palette))
}

/// The user's source around `origin`, with the word marked that stands there, and no message; `None` where it cannot be
/// read.
pub fn code_frame(origin: &Origin, palette: Palette) -> Option<String> {
    let drawn = code("", origin, palette)?;
    let start = drawn.find('╭')?;
    let line = drawn[..start].rfind('\n').map_or(0, |index| index + 1);
    Some(drawn[line..].to_owned())
}

/// The statement with the place marked that the server complains about: counted in characters from 1.
pub(super) fn sql(message: &str, sql: &str, position: u32, label: &str, palette: Palette) -> String {
    let start =
        sql.char_indices().nth(position.saturating_sub(1) as usize).map_or(sql.len(), |(start, _)| start);
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let rest = &sql[start..];
    let length =
        rest.find(|c| !word(c)).unwrap_or(rest.len()).max(rest.chars().next().map_or(0, char::len_utf8));
    let (text, start) = shortened(sql, start);
    draw(message, "SQL", text, (start, length), Some(label.to_owned()), palette)
}

/// The text with a long line at `at` cut on both sides, and where `at` is then.
fn shortened(text: &str, at: usize) -> (String, usize) {
    let line_start = text[..at].rfind('\n').map_or(0, |index| index + 1);
    let line_end = text[at..].find('\n').map_or(text.len(), |index| at + index);
    if text[line_start..line_end].chars().count() <= LONGEST_LINE {
        return (text.to_owned(), at);
    }
    let from = text[line_start..at]
        .char_indices()
        .rev()
        .nth(BEFORE - 1)
        .map_or(line_start, |(index, _)| line_start + index);
    let to =
        text[from..line_end].char_indices().nth(LONGEST_LINE).map_or(line_end, |(index, _)| from + index);
    let before = if from > line_start { "…" } else { "" };
    let after = if to < line_end { "…" } else { "" };
    let head = &text[..line_start];
    (
        format!("{head}{before}{}{after}{}", &text[from..to], &text[line_end..]),
        head.len() + before.len() + at - from,
    )
}

fn draw(
    message: &str,
    name: &str,
    text: String,
    span: (usize, usize),
    label: Option<String>,
    palette: Palette,
) -> String {
    let theme =
        if palette.is_enabled() { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler =
        GraphicalReportHandler::new_themed(theme).with_links(false).with_context_lines(2).with_width(120);
    let snippet = Snippet { message: message.to_owned(), source: NamedSource::new(name, text), span, label };
    let mut drawn = String::new();
    // Only a formatter that fails can fail here, and a string does not.
    let _ = handler.render_report(&mut drawn, &snippet);
    drawn.trim_end().to_owned()
}

/// The file as seen from the working directory, where it is below it.
fn relative(file: &std::path::Path) -> String {
    let below =
        std::env::current_dir().ok().and_then(|here| file.strip_prefix(here).map(ToOwned::to_owned).ok());
    below.as_deref().unwrap_or(file).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("select 1;\n{}X{}\nend", "a".repeat(500), "b".repeat(500));
        let at = text.find('X').unwrap_or(0);
        let (cut, at) = shortened(&text, at);
        assert_eq!(&cut[at..=at], "X");
        assert!(
            cut.starts_with("select 1;\n…aaa") && cut.ends_with("bbb…\nend") && cut.chars().count() < 200,
            "{cut}"
        );
        assert_eq!(shortened("short", 2), ("short".to_owned(), 2));
    }
}
