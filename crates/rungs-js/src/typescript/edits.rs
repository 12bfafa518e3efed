use super::positions::{Positions, Shift};

/// Replacements in a text that keep its lines, so that positions after them stay easy to find.
#[derive(Debug, Default)]
pub(super) struct Edits {
    edits: Vec<Edit>,
}

#[derive(Debug)]
struct Edit {
    start: usize,
    end: usize,
    text: String,
}

impl Edits {
    /// Puts `text` in the place of the bytes `start..end`; the line breaks of these stay.
    pub(super) fn replace(&mut self, start: usize, end: usize, text: String) {
        self.edits.push(Edit { start, end, text });
    }

    pub(super) fn insert(&mut self, at: usize, text: String) {
        self.replace(at, at, text);
    }

    /// The edited text, and the way back.
    pub(super) fn apply(mut self, source: &str) -> (String, Positions) {
        // Stable: of several insertions at one place the first one pushed comes first; and an insertion
        // comes before a replacement that starts there.
        self.edits.sort_by_key(|edit| (edit.start, edit.end));
        let mut writer = Writer::new(source);
        for edit in &self.edits {
            writer.copy_until(edit.start);
            writer.put(edit);
        }
        writer.copy_until(source.len());
        (writer.out, Positions { shifts: writer.shifts, source_map: None })
    }
}

struct Writer<'s> {
    source: &'s str,
    read: usize,
    out: String,
    line: u32,
    column: u32,
    original_column: u32,
    shifts: Vec<Shift>,
}

impl<'s> Writer<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            read: 0,
            out: String::with_capacity(source.len() + 1024),
            line: 1,
            column: 1,
            original_column: 1,
            shifts: Vec::new(),
        }
    }

    fn copy_until(&mut self, end: usize) {
        let text = &self.source[self.read..end.max(self.read)];
        self.out.push_str(text);
        for character in text.chars() {
            self.advance(character);
        }
        self.read = end.max(self.read);
    }

    fn advance(&mut self, character: char) {
        if character == '\n' {
            self.line += 1;
            self.column = 1;
            self.original_column = 1;
        } else {
            self.column += 1;
            self.original_column += 1;
        }
    }

    fn put(&mut self, edit: &Edit) {
        let start = self.column;
        self.out.push_str(&edit.text);
        self.column += edit.text.chars().count() as u32;
        let replaced = &self.source[self.read..edit.end.max(self.read)];
        self.read = edit.end.max(self.read);
        let mut shift = Some(start);
        for character in replaced.chars() {
            if character == '\n' {
                self.out.push('\n');
                self.advance('\n');
                shift = None;
            } else {
                self.original_column += 1;
                // A replaced text of several lines leaves its last line shorter by what was there.
                if shift.is_none() {
                    shift = Some(self.column);
                }
            }
        }
        if let Some(start) = shift {
            let (line, end, original_end) = (self.line, self.column, self.original_column);
            self.shifts.push(Shift { line, start, end, original_end });
        }
    }
}
