//! The engine's messages in the words of V8, which users know and search for, and its positions made exact: the
//! engine notes where calls are, not where properties are read.

use std::fs;

use crate::{error::JsError, stack::Frame};

/// How far behind the noted position the read that failed may be, in bytes.
const REACH: usize = 4000;

/// Rewrites the message and refines the innermost position of an error that the engine itself threw.
pub(crate) fn refine(error: &mut JsError) {
    if !matches!(error.name.as_str(), "TypeError" | "ReferenceError") {
        return;
    }
    let message = error.message.clone();
    let message = message.as_str();
    if let Some((name, object)) = property(message, "cannot read property '") {
        error.message = format!("Cannot read properties of {object} (reading '{name}')");
        move_to(error.stack.first_mut(), name, true);
    } else if let Some((name, object)) = property(message, "cannot set property '") {
        error.message = format!("Cannot set properties of {object} (setting '{name}')");
        move_to(error.stack.first_mut(), name, true);
    } else if message == "not a function" || message == "not a constructor" {
        if let Some(callee) = error.stack.first().and_then(callee) {
            error.message = format!("{callee} is {message}");
        }
    } else if let Some(name) = message.strip_suffix("' is read-only").and_then(|m| m.strip_prefix('\'')) {
        move_to(error.stack.first_mut(), name, false);
        error.message = "Assignment to constant variable.".into();
    } else if let Some(name) = message.strip_suffix(" is not defined") {
        move_to(error.stack.first_mut(), name, false);
    }
}

/// `<start>name' of undefined` → `(name, "undefined")`.
fn property<'m>(message: &'m str, start: &str) -> Option<(&'m str, &'m str)> {
    let (name, object) = message.strip_prefix(start)?.rsplit_once("' of ")?;
    matches!(object, "undefined" | "null").then_some((name, object))
}

/// Moves a position to the next place where `name` is written: as a property, when `member` says so.
fn move_to(frame: Option<&mut Frame>, name: &str, member: bool) {
    let Some(frame) = frame else { return };
    let Some((source, start)) = source_at(frame) else { return };
    let reach = source.len().min(start + REACH);
    let window = source.get(start..reach).unwrap_or(&source[start..]);
    let found = window.match_indices(name).find(|(at, _)| {
        let before = source[..start + at].chars().next_back();
        let after = source[start + at + name.len()..].chars().next();
        !after.is_some_and(is_name) && if member { before == Some('.') } else { !before.is_some_and(is_name) }
    });
    let Some((at, _)) = found else { return };
    let before = &source[start..start + at];
    let lines = before.matches('\n').count() as u32;
    let tail = before.rsplit('\n').next().unwrap_or_default().chars().count() as u32;
    frame.column = if lines == 0 { frame.column + tail } else { tail + 1 };
    frame.line += lines;
}

/// What is called at a position: `o.x.nope`.
fn callee(frame: &Frame) -> Option<String> {
    let (source, at) = source_at(frame)?;
    let is_part = |c: char| is_name(c) || c == '.';
    let head: String = source[..at].chars().rev().take_while(|c| is_part(*c)).collect();
    let head: String = head.chars().rev().collect();
    let tail: String = source[at..].chars().take_while(|c| is_part(*c)).collect();
    // Further members come after the call only where it is constructed (`new a.b()`).
    let text = format!("{head}{tail}");
    (!text.is_empty() && !text.starts_with('.')).then_some(text)
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$')
}

/// The file's text, and the frame's position in it in bytes.
fn source_at(frame: &Frame) -> Option<(String, usize)> {
    let source = fs::read_to_string(&frame.file).ok()?;
    let before: usize = source.split_inclusive('\n').take(frame.line as usize - 1).map(str::len).sum();
    let line = source[before..].split('\n').next()?;
    let column: usize = line.chars().take(frame.column as usize - 1).map(char::len_utf8).sum();
    Some((source, before + column))
}
