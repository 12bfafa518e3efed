use std::{fmt, path::Path};

use crate::modules::Registry;

/// Files that are not the user's: builtins, the loader, modules that the embedder answers.
pub(crate) const INTERNAL: &str = "rungs:";

/// How many lines of a stack are shown, as in Node.
const SHOWN: usize = 10;

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
    let mut called = None;
    stack.lines().filter_map(|line| next(line, &mut called, files)).collect()
}

/// The innermost frame in the user's own files.
pub(crate) fn site(stack: &str, files: &Registry) -> Option<Frame> {
    let mut called = None;
    stack.lines().find_map(|line| {
        let (function, frame) = parse(line)?;
        let entered = called.replace(function);
        frame.filter(Frame::is_own).map(|frame| mapped(frame, entered, files))
    })
}

/// The frames of a stack as V8 writes it, mapped to the source files.
pub(crate) fn exact_frames(stack: &str, files: &Registry) -> Vec<Frame> {
    let frames = stack.lines().filter_map(|line| parse(line)?.1);
    frames
        .map(|mut frame| {
            let path = Path::new(&frame.file);
            (frame.line, frame.column) = files.original_of_exact(path, (frame.line, frame.column));
            frame.function = plain_name(&frame.function).to_owned();
            frame
        })
        .collect()
}

/// A function's name without what V8 says of the call: `async Object.up [as down]` is `up`.
fn plain_name(name: &str) -> &str {
    let name = name.split(" [as ").next().unwrap_or(name);
    let name = name.trim_start_matches("async ").trim_start_matches("new ");
    let name = name.rsplit('.').next().unwrap_or(name);
    if name == "<anonymous>" { "" } else { name }
}

/// Reads one line; `called` is the function of the line before, which the frame called.
fn next<'s>(line: &'s str, called: &mut Option<&'s str>, files: &Registry) -> Option<Frame> {
    let (function, frame) = parse(line)?;
    let entered = called.replace(function);
    frame.map(|frame| mapped(frame, entered, files))
}

/// The stack as text, its positions mapped, for `error.stack` as a user reads it.
pub(crate) fn mapped_text(stack: &str, files: &Registry) -> String {
    let mut text = String::new();
    let mut called = None;
    for line in stack.lines() {
        if text.lines().count() > SHOWN {
            break;
        }
        match next(line, &mut called, files) {
            Some(frame) => text.push_str(&format!("    at {frame}\n")),
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

/// `    at name (file:line:column)` or `    at file:line:column`: the function's name, and the frame unless it is in
/// no file of the user's.
fn parse(line: &str) -> Option<(&str, Option<Frame>)> {
    let text = line.trim().strip_prefix("at ")?;
    let (function, position) = match text.strip_suffix(')').and_then(|t| t.rsplit_once(" (")) {
        Some((function, position)) => (function, position),
        None => ("", text),
    };
    Some((function, frame(function, position)))
}

fn frame(function: &str, position: &str) -> Option<Frame> {
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

fn mapped(mut frame: Frame, called: Option<&str>, files: &Registry) -> Frame {
    (frame.line, frame.column) = files.original(Path::new(&frame.file), (frame.line, frame.column), called);
    frame
}
