use oxc_sourcemap::SourceMap;

/// Finds the line and column of a byte offset.
pub(crate) struct LineIndex<'s> {
    source: &'s str,
    starts: Vec<usize>,
}

impl<'s> LineIndex<'s> {
    pub(crate) fn new(source: &'s str) -> Self {
        let starts = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { source, starts }
    }

    /// The byte offset of a one-based line and a one-based column in bytes.
    pub(crate) fn offset(&self, line: u32, column: u32) -> Option<usize> {
        Some(self.starts.get(line.checked_sub(1)? as usize)? + column.checked_sub(1)? as usize)
    }

    /// Line and column, both one-based; the column counts characters.
    pub(crate) fn position(&self, offset: usize) -> (u32, u32) {
        let offset = offset.min(self.source.len());
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let before = self.source.get(self.starts[line]..offset).unwrap_or_default();
        (line as u32 + 1, before.chars().count() as u32 + 1)
    }
}

/// Text on a line of the output that has another length than what it stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shift {
    /// One-based line.
    pub line: u32,
    /// One-based column in the output where the new text starts.
    pub start: u32,
    /// One-based column in the output right after the new text.
    pub end: u32,
    /// What the input's column is, for the output's column `end`.
    pub original_end: u32,
}

/// From positions in the code that runs to positions in the file that the user wrote.
#[derive(Debug, Default)]
pub(crate) struct Positions {
    pub(super) shifts: Vec<Shift>,
    pub(super) source_map: Option<SourceMap<'static>>,
}

impl Positions {
    /// Line and column in the source, all one-based.
    pub(crate) fn original(&self, line: u32, column: u32) -> (u32, u32) {
        let column = self.before_edits(line, column);
        let Some(map) = &self.source_map else { return (line, column) };
        let table = map.generate_lookup_table();
        match map.lookup_token(&table, line.saturating_sub(1), column.saturating_sub(1)) {
            Some(token) => (token.get_src_line() + 1, token.get_src_col() + 1),
            None => (line, column),
        }
    }

    /// The column that `column` of the output had before text was edited; lines stay.
    fn before_edits(&self, line: u32, column: u32) -> u32 {
        let first = self.shifts.partition_point(|shift| shift.line < line);
        let mut result = column;
        for shift in self.shifts[first..].iter().take_while(|s| s.line == line && s.start <= column) {
            result = if column >= shift.end {
                shift.original_end + (column - shift.end)
            } else {
                shift.original_end
            };
        }
        result
    }
}
