//! Markdown, as GitHub reads it (GitHub Flavored Markdown 0.29).

/// A text that grows, block by block.
pub(super) struct Page {
    text: String,
    level: usize,
}

/// The deepest heading that Markdown has.
const DEEPEST: usize = 6;

impl Page {
    /// An empty page whose topmost headings are of `level`.
    pub(super) fn new(level: usize) -> Self {
        Self { text: String::new(), level: level.max(1) }
    }

    /// A heading, `depth` below the topmost.
    pub(super) fn heading(&mut self, depth: usize, title: &str) {
        let marks = "#".repeat((self.level + depth).min(DEEPEST));
        self.block(&format!("{marks} {title}"));
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            self.block(text);
        }
    }

    pub(super) fn list(&mut self, items: &[String]) {
        if !items.is_empty() {
            let lines: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
            self.block(&lines.join("\n"));
        }
    }

    /// A table. Columns without any text are left out; without rows there is none.
    pub(super) fn table(&mut self, heads: &[&str], rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        let is_told = |column: &usize| rows.iter().any(|row| !row[*column].is_empty());
        let told: Vec<usize> = (0..heads.len()).filter(is_told).collect();
        let line = |cells: &mut dyn Iterator<Item = &str>| {
            // A bar ends a cell even in code (GFM, "Tables").
            let cells: Vec<String> = cells.map(|cell| cell.replace('|', "\\|")).collect();
            format!("| {} |", cells.join(" | "))
        };
        let mut lines =
            vec![line(&mut told.iter().map(|&column| heads[column])), line(&mut told.iter().map(|_| "---"))];
        lines.extend(rows.iter().map(|row| line(&mut told.iter().map(|&column| row[column].as_str()))));
        self.block(&lines.join("\n"));
    }

    /// Code of several lines.
    pub(super) fn code(&mut self, language: &str, code: &str) {
        let fence = "`".repeat(longest_run(code, '`').max(2) + 1);
        // A line that looks like a marker of the section would end it.
        let line = |line: &str| if line.starts_with("<!--") { format!(" {line}") } else { line.to_owned() };
        let code: Vec<String> = code.trim_end().lines().map(line).collect();
        self.block(&format!("{fence}{language}\n{}\n{fence}", code.join("\n")));
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    fn block(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.text.push('\n');
    }
}

/// Text that says itself: what Markdown or HTML would take for markup is escaped. In one line, so that it can stand in
/// a table.
pub(super) fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !escaped.is_empty() {
            escaped.push_str("<br>");
        }
        for character in line.chars() {
            match character {
                '<' => escaped.push_str("&lt;"),
                '&' => escaped.push_str("&amp;"),
                '\\' | '`' | '*' | '_' | '[' | ']' => escaped.extend(['\\', character]),
                _ => escaped.push(character),
            }
        }
    }
    escaped
}

/// Code within a line.
pub(super) fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fence = "`".repeat(longest_run(&text, '`') + 1);
    let space = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Several pieces of code, with commas.
pub(super) fn codes<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().map(code).collect::<Vec<_>>().join(", ")
}

fn longest_run(text: &str, character: char) -> usize {
    text.split(|other| other != character).map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_says_itself() {
        assert_eq!(plain("a <b> & `c`\n\n x|y"), r"a &lt;b> &amp; \`c\`<br>x|y");
        assert_eq!(code("a  `b`\nc|d"), "``a `b` c|d``");
        assert_eq!(code("`b`"), "`` `b` ``");
    }

    #[test]
    fn empty_columns_are_left_out() {
        let mut page = Page::new(3);
        page.heading(9, "Deep");
        page.table(&["a", "b", "c"], &[vec!["1".into(), String::new(), "3|4".into()]]);
        assert_eq!(page.into_text(), "###### Deep\n\n| a | c |\n| --- | --- |\n| 1 | 3\\|4 |\n");
    }
}
