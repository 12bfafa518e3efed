use std::{fmt, path::Path};

use crate::modules::Registry;

/// Files that are not the user's: builtins, the loader, modules that the embedder answers.
pub(crate) const INTERNAL: &str = "rungs:";

/// One line of a stack, its position that of the source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Empty at a module's top level.
    pub function: String,
    /// Absolute path.
    pub file: String,
    /// One-based.
    pub line: u32,
    /// One-based, in characters.
    pub column: u32,
}

impl Frame {
    /// Whether the file is the team's own, not a package's.
    pub fn is_own(&self) -> bool {
        !self.file.contains("/node_modules/")
    }
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Frame { function, file, line, column } = self;
        if function.is_empty() {
            write!(f, "{file}:{line}:{column}")
        } else {
            write!(f, "{function} ({file}:{line}:{column})")
        }
    }
}

/// The frames of a stack as the engine writes it, mapped to the source files.
pub(crate) fn frames(stack: &str, files: &Registry) -> Vec<Frame> {
    stack.lines().filter_map(parse).map(|frame| mapped(frame, files)).collect()
}

/// The innermost frame in the user's own files.
pub(crate) fn site(stack: &str, files: &Registry) -> Option<Frame> {
    stack.lines().filter_map(parse).find(Frame::is_own).map(|frame| mapped(frame, files))
}

/// The stack as text, its positions mapped, for `error.stack` as a user reads it.
pub(crate) fn mapped_text(stack: &str, files: &Registry) -> String {
    let mut text = String::new();
    for line in stack.lines() {
        match parse(line) {
            Some(frame) => text.push_str(&format!("    at {}\n", mapped(frame, files))),
            None if line.trim_start().starts_with("at ") => {}
            None => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// `    at name (file:line:column)` or `    at file:line:column`; `None` for what is not in a user's file.
fn parse(line: &str) -> Option<Frame> {
    let text = line.trim().strip_prefix("at ")?;
    let (function, position) = match text.strip_suffix(')').and_then(|t| t.rsplit_once(" (")) {
        Some((function, position)) => (function, position),
        None => ("", text),
    };
    let (rest, column) = position.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    if file.starts_with(INTERNAL) || !Path::new(file).is_absolute() {
        return None;
    }
    let function = if function == "<anonymous>" { "" } else { function };
    Some(Frame {
        function: function.to_string(),
        file: file.to_string(),
        line: line.parse().ok()?,
        column: column.parse().ok()?,
    })
}

fn mapped(mut frame: Frame, files: &Registry) -> Frame {
    if let Some(loaded) = files.loaded(Path::new(&frame.file)) {
        (frame.line, frame.column) = loaded.positions.original(frame.line, frame.column);
    }
    frame
}
