//! From a source file to code that the engine runs: TypeScript is stripped, ES modules become CommonJS,
//! and positions lead back to the file as the user wrote it.

mod calls;
mod commonjs;
mod edits;
mod positions;
mod strip;
mod types;

use std::path::Path;

use oxc::{diagnostics::OxcDiagnostic, span::SourceType};

pub(crate) use calls::CallTable;
pub(crate) use commonjs::Import;
pub(crate) use positions::{LineIndex, Positions};

/// How Node would treat a `.js` or `.ts` file: by `"type"` in the nearest `package.json`, or by its extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// `.mjs`, `.mts`, or `"type": "module"`.
    Module,
    /// `.cjs`, `.cts`.
    CommonJs,
    /// Everything else: what the file is shows in its syntax.
    Either,
}

/// A file ready to run: an expression that evaluates to the module's function.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// `0, function (exports, require, module, __filename, __dirname, __rungs) {…}`
    pub code: String,
    /// The static imports, in source order.
    pub imports: Vec<Import>,
    /// Whether the file awaits at its top level.
    pub is_async: bool,
    /// From positions in `code` to positions in the source.
    pub positions: Positions,
}

/// A file that cannot be parsed.
#[derive(Debug, Clone)]
pub(crate) struct SyntaxError {
    pub message: String,
    /// One-based; zero where the parser gave no position.
    pub line: u32,
    /// One-based.
    pub column: u32,
}

/// Parameters of every module function.
const PARAMETERS: &str = "exports, require, module, __filename, __dirname, __rungs";

/// How a module function begins. In parentheses it would be read twice: the engine looks behind the one that closes
/// for the arrow of an arrow function.
fn head(is_async: bool) -> &'static str {
    if is_async { "0, async function (" } else { "0, function (" }
}

/// How it ends.
const TAIL: &str = "\n}";

/// Turns the text of `path` into a module function.
///
/// # Errors
/// A syntax error with its position in `source`.
pub(crate) fn compile(path: &Path, source: &str, format: Format) -> Result<Compiled, SyntaxError> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    if matches!(extension, "ts" | "tsx" | "mts" | "cts") {
        let with_types_left_out =
            (extension != "tsx").then(|| commonjs::rewrite_typescript(source)).flatten();
        if let Some(compiled) = with_types_left_out {
            return Ok(compiled);
        }
        let (printed, map) = strip::strip(path, source, extension == "tsx")?;
        return commonjs::rewrite(&printed, SourceType::mjs())
            .map(|rewritten| rewritten.with_source_map(map));
    }
    if format != Format::Module && !mentions_modules(source) {
        return Ok(plain(source));
    }
    let source_type = match format {
        Format::Module => SourceType::mjs(),
        Format::CommonJs => SourceType::cjs(),
        Format::Either => SourceType::unambiguous(),
    };
    match commonjs::rewrite(source, source_type) {
        // What no parser of modules accepts (`return` at the top, sloppy mode) may still be CommonJS.
        Err(_) if format == Format::Either && commonjs::rewrite(source, SourceType::cjs()).is_ok() => {
            commonjs::rewrite(source, SourceType::cjs())
        }
        other => other,
    }
}

/// The JavaScript of a file as it would run, types stripped, modules as they are written.
///
/// # Errors
/// A syntax error with its position in `source`.
pub(crate) fn strip_types(path: &Path, source: &str) -> Result<String, SyntaxError> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    match path.extension().and_then(|e| e.to_str()).unwrap_or_default() {
        extension @ ("ts" | "tsx" | "mts" | "cts") => {
            strip::strip(path, source, extension == "tsx").map(|(code, _)| code)
        }
        _ => Ok(source.to_owned()),
    }
}

/// Whether the words `import` or `export` occur, be it in a comment: most packages need no parser to tell.
fn mentions_modules(source: &str) -> bool {
    let is_name = |byte: Option<&u8>| {
        byte.is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$' | b'.'))
    };
    let bytes = source.as_bytes();
    ["import", "export"].iter().any(|word| {
        source.match_indices(word).any(|(at, _)| {
            let before = at.checked_sub(1).and_then(|at| bytes.get(at));
            !is_name(before) && !is_name(bytes.get(at + word.len()).filter(|b| **b != b'.'))
        })
    })
}

/// CommonJS without anything to rewrite: the text as it is, inside a function.
fn plain(source: &str) -> Compiled {
    let mut edits = edits::Edits::default();
    if source.starts_with("#!") {
        edits.replace(0, 2, "//".into());
    }
    edits.insert(0, format!("{}{PARAMETERS}) {{", head(false)));
    edits.insert(source.len(), TAIL.into());
    let (code, positions) = edits.apply(source);
    Compiled { code, imports: Vec::new(), is_async: false, positions }
}

impl SyntaxError {
    /// The first of the parser's complaints, with its place in `source`.
    pub(crate) fn from_diagnostics<'d>(
        diagnostics: impl IntoIterator<Item = &'d OxcDiagnostic>,
        source: &str,
    ) -> Option<Self> {
        let first = diagnostics.into_iter().next()?;
        let (line, column) = match first.labels.first() {
            Some(label) => LineIndex::new(source).position(label.offset() as usize),
            None => (0, 0),
        };
        let help = first.help.as_deref().map(|h| format!(" ({h})")).unwrap_or_default();
        Some(SyntaxError { message: format!("{}{help}", first.message), line, column })
    }
}
