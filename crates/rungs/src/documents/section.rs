//! The section of a person's document that Rungs writes, between two lines that mark it.

use std::path::Path;

use crate::diagnostics::Trouble;

const OPENS: &str = "<!-- rungs:data-design -->";
const CLOSES: &str = "<!-- /rungs:data-design -->";
const NOTE: &str = "<!-- Written by `rungs docs` from the migrations: change those, not this. -->";

/// Names a migration whose changes the section tells as pending.
const PENDING: (&str, &str) = ("<!-- rungs:pending ", " -->");

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The level of the section's headings where none stands above it.
const TOPMOST: usize = 2;

/// Where the section stands in its document. Nothing outside it is touched: what is no UTF-8 there, line ends and a
/// byte-order mark stay as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    before: Vec<u8>,
    text: String,
    after: Vec<u8>,
    line_end: &'static str,
    /// The level of its topmost headings: one below the heading that it stands under.
    pub level: usize,
}

impl Section {
    /// Finds it in `document`, which was read from `path`; `None` where nothing marks it.
    ///
    /// # Errors
    /// When the markers are not there once each and in their order.
    pub fn find(document: &[u8], path: &Path) -> Result<Option<Self>, Trouble> {
        let mut headings = Headings::default();
        // The number of its line, where that ends, and the level of the heading above it.
        let mut opening: Option<(usize, usize, Option<usize>)> = None;
        let mut closing = None;
        let mut at = 0;
        for (index, line) in document.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let end = at + line.len();
            let text = String::from_utf8_lossy(line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line));
            match (text.trim_end(), opening) {
                (OPENS, Some((first, ..))) => return Err(twice(path, first, index + 1)),
                (OPENS, None) if !headings.in_code() => opening = Some((index + 1, end, headings.level)),
                (CLOSES, Some(_)) if closing.is_none() => closing = Some(at),
                (CLOSES, None) if !headings.in_code() => return Err(unopened(path, index + 1)),
                (line, None) => headings.read(line),
                _ => {}
            }
            at = end;
        }
        match (opening, closing) {
            (Some((_, begin, level)), Some(end)) => Ok(Some(Self {
                before: document[..begin].to_vec(),
                text: String::from_utf8_lossy(&document[begin..end]).replace("\r\n", "\n"),
                after: document[end..].to_vec(),
                line_end: if document[..begin].ends_with(b"\r\n") { "\r\n" } else { "\n" },
                level: level.map_or(TOPMOST, |level| level + 1),
            })),
            (Some((line, ..)), None) => Err(unclosed(path, line)),
            (None, _) => Ok(None),
        }
    }

    /// The migrations whose changes it tells as pending.
    pub fn pending(&self) -> Vec<String> {
        let name = |line: &str| Some(line.strip_prefix(PENDING.0)?.strip_suffix(PENDING.1)?.to_owned());
        self.text.lines().filter_map(name).collect()
    }

    /// The document with another text in the section.
    pub fn filled(&self, text: &str, pending: &[String]) -> Vec<u8> {
        let marks: String =
            pending.iter().map(|name| format!("{}{name}{}\n", PENDING.0, PENDING.1)).collect();
        let text = format!("{NOTE}\n{marks}\n{}\n\n", text.trim_end()).replace('\n', self.line_end);
        [&self.before, text.as_bytes(), &self.after].concat()
    }
}

/// The document with an empty section at its end; a new document where there is none.
pub fn with_section(document: Option<&[u8]>) -> Vec<u8> {
    let section = format!("## Data design\n\n{OPENS}\n{CLOSES}\n");
    let Some(document) = document else { return format!("# Technical design\n\n{section}").into_bytes() };
    let crlf = document.windows(2).any(|pair| pair == b"\r\n");
    let line_end = if crlf { "\r\n" } else { "\n" };
    let gap = match document {
        [] => "",
        [.., b'\n'] => "\n",
        _ => "\n\n",
    };
    [document, format!("{gap}{section}").replace('\n', line_end).as_bytes()].concat()
}

/// The headings read so far, and whether a block of code is open (CommonMark, "4.2 ATX headings", "4.5 Fenced code
/// blocks").
#[derive(Default)]
struct Headings {
    level: Option<usize>,
    fence: Option<String>,
}

impl Headings {
    fn in_code(&self) -> bool {
        self.fence.is_some()
    }

    fn read(&mut self, line: &str) {
        let text = line.trim_start_matches(' ');
        if line.len() - text.len() > 3 {
            return;
        }
        let mark = text.chars().next().filter(|first| matches!(first, '`' | '~'));
        let run: String = text.chars().take_while(|character| Some(*character) == mark).collect();
        match &self.fence {
            Some(fence) => {
                if run.starts_with(fence.as_str()) && text.trim() == run {
                    self.fence = None;
                }
            }
            None if run.len() >= 3 => self.fence = Some(run),
            None => {
                let marks = text.len() - text.trim_start_matches('#').len();
                let ends = text[marks..].chars().next().is_none_or(|next| next == ' ' || next == '\t');
                if (1..=6).contains(&marks) && ends {
                    self.level = Some(marks);
                }
            }
        }
    }
}

/// Why there is no section to write.
pub fn no_section(path: &Path) -> Trouble {
    let advice = format!(
        "Put these two lines where it shall stand, or let `rungs docs --init` put them at the end:\n  {OPENS}\n  {CLOSES}"
    );
    Trouble::refused_with(format!("{} has no data-design section", path.display()), advice)
}

fn unclosed(path: &Path, line: usize) -> Trouble {
    let headline = format!("{}:{line} opens the data-design section, and nothing closes it", path.display());
    Trouble::refused_with(headline, format!("Put this line where it ends: {CLOSES}"))
}

fn unopened(path: &Path, line: usize) -> Trouble {
    let headline = format!("{}:{line} closes a data-design section that nothing opens", path.display());
    Trouble::refused_with(headline, format!("Put this line where it begins: {OPENS}"))
}

fn twice(path: &Path, first: usize, second: usize) -> Trouble {
    let headline =
        format!("{} opens the data-design section twice, in lines {first} and {second}", path.display());
    Trouble::refused_with(headline, "Keep one of them.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(document: &[u8]) -> Result<Section, String> {
        let path = Path::new("TDD.md");
        let found = Section::find(document, path).map_err(|trouble| trouble.to_string())?;
        found.ok_or_else(|| no_section(path).to_string())
    }

    #[test]
    fn all_else_stays_byte_for_byte() {
        let document = b"\xef\xbb\xbf# T\r\n\r\n## D\r\n<!-- rungs:data-design -->\r\nold\r\n<!-- /rungs:data-design -->\r\n\xff\n mixed\rends";
        let section = find(document).expect("a section");
        assert_eq!(section.level, 3);
        let filled = section.filled("### New\n\ntext\n", &["1_a b".to_owned()]);
        let expected = b"\xef\xbb\xbf# T\r\n\r\n## D\r\n<!-- rungs:data-design -->\r\n".to_vec();
        assert!(filled.starts_with(&expected));
        assert!(filled.ends_with(b"text\r\n\r\n<!-- /rungs:data-design -->\r\n\xff\n mixed\rends"));
        let again = find(&filled).expect("a section");
        assert_eq!(again.pending(), ["1_a b"]);
        assert_eq!(again.filled("### New\n\ntext\n", &["1_a b".to_owned()]), filled);
    }

    #[test]
    fn markers_that_do_not_pair_are_refused() {
        assert_eq!(find(b"# T\n").unwrap_err(), "TDD.md has no data-design section");
        let open = b"\xef\xbb\xbf<!-- rungs:data-design -->\n";
        assert_eq!(find(open).unwrap_err(), "TDD.md:1 opens the data-design section, and nothing closes it");
        let close = b"\n<!-- /rungs:data-design -->";
        assert_eq!(find(close).unwrap_err(), "TDD.md:2 closes a data-design section that nothing opens");
        let twice = b"<!-- rungs:data-design -->\n<!-- rungs:data-design -->\n<!-- /rungs:data-design -->\n";
        assert_eq!(find(twice).unwrap_err(), "TDD.md opens the data-design section twice, in lines 1 and 2");
    }

    #[test]
    fn an_example_in_a_block_of_code_is_none() {
        let document = b"# T\n````md\n## no heading\n<!-- rungs:data-design -->\n```\n<!-- /rungs:data-design -->\n````\n<!-- rungs:data-design -->\n<!-- /rungs:data-design -->";
        assert_eq!(find(document).expect("a section").level, 2);
    }

    #[test]
    fn a_section_is_added_at_the_end() {
        for (before, after) in [
            (None, "# Technical design\n\n## Data design\n"),
            (Some("# T\r\nx"), "# T\r\nx\r\n\r\n## Data design\r\n"),
            (Some("# T\n"), "# T\n\n## Data design\n"),
        ] {
            let document = with_section(before.map(str::as_bytes));
            assert!(document.starts_with(after.as_bytes()), "{after}");
            assert!(find(&document).is_ok());
        }
    }
}
