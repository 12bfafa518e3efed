use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
    path::{Path, PathBuf},
    rc::Rc,
};

use super::package::PackageTypes;
use crate::stack::Frame;
use crate::typescript::{self, CallTable, Compiled, Format, Import, LineIndex, Positions, SyntaxError};

/// What a file is, once read.
pub(crate) enum Source {
    /// JSON: its text.
    Json(String),
    /// A module function to be evaluated.
    Code(Code),
}

pub(crate) struct Code {
    pub code: String,
    pub imports: Vec<Import>,
    pub is_async: bool,
    /// Whether Node's own rules for ES modules apply (`.mjs`, `"type": "module"`).
    pub node_mode: bool,
}

/// A file that cannot be loaded.
#[derive(Debug)]
pub(crate) enum LoadError {
    Read(std::io::Error),
    Syntax(SyntaxError),
    /// A compiled addon.
    Native,
}

/// Every file that was loaded, kept for its positions.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    types: PackageTypes,
    files: RefCell<HashMap<PathBuf, Rc<Loaded>>>,
}

#[derive(Debug)]
pub(crate) struct Loaded {
    pub positions: Positions,
    pub imports: Vec<Import>,
    calls: OnceCell<Option<Calls>>,
}

/// The code that runs, and the calls in it.
#[derive(Debug)]
struct Calls {
    code: String,
    table: CallTable,
}

impl Registry {
    /// Reads and compiles `path`.
    ///
    /// # Errors
    /// The file cannot be read or parsed.
    pub(crate) fn load(&self, path: &Path) -> Result<Source, LoadError> {
        if path.extension().is_some_and(|e| e == "node") {
            return Err(LoadError::Native);
        }
        let bytes = std::fs::read(path).map_err(LoadError::Read)?;
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        if path.extension().is_some_and(|e| e == "json") {
            return Ok(Source::Json(text.trim_start_matches('\u{feff}').to_string()));
        }
        let format = self.types.format(path);
        let Compiled { code, imports, is_async, positions, .. } =
            typescript::compile(path, &text, format).map_err(LoadError::Syntax)?;
        self.remember(path, positions, imports.clone());
        Ok(Source::Code(Code { code, imports, is_async, node_mode: format == Format::Module }))
    }

    /// Whether Node loads a file as it is: CommonJS, JSON and compiled addons of packages.
    pub(crate) fn is_foreign(&self, path: &Path) -> bool {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let is_package = path.components().any(|part| part.as_os_str() == "node_modules");
        match extension {
            "node" | "json" => true,
            "ts" | "tsx" | "mts" | "cts" | "jsx" => false,
            _ => is_package && self.types.format(path) != Format::Module,
        }
    }

    fn remember(&self, path: &Path, positions: Positions, imports: Vec<Import>) {
        let loaded = Loaded { positions, imports, calls: OnceCell::new() };
        self.files.borrow_mut().insert(path.to_path_buf(), Rc::new(loaded));
    }

    /// The source position of what runs at a position that the engine noted. `called` is the function that was
    /// entered there. The engine's columns count bytes, on the first line from zero and on all others from one
    /// (quickjs.c measures them from the newline before).
    pub(crate) fn original(
        &self,
        path: &Path,
        (line, column): (u32, u32),
        called: Option<&str>,
    ) -> (u32, u32) {
        let column = if line == 1 { column + 1 } else { column };
        let Some(loaded) = self.loaded(path) else { return (line, column) };
        // Compiled once more instead of kept: errors are rare, sources many.
        let calls = loaded.calls.get_or_init(|| self.calls(path));
        let exact = calls.as_ref().and_then(|calls| {
            let lines = LineIndex::new(&calls.code);
            let noted = lines.offset(line, column)?;
            Some(lines.position(calls.table.callee(noted, called)?))
        });
        let (line, column) = exact.unwrap_or((line, column));
        loaded.positions.original(line, column)
    }

    /// Where a file imports `specifier` statically.
    pub(crate) fn place_of_import(&self, path: &Path, specifier: &str) -> Option<Frame> {
        let loaded = self.loaded(path)?;
        let import = loaded.imports.iter().find(|import| import.specifier == specifier)?;
        let file = path.to_string_lossy().into_owned();
        Some(Frame { function: String::new(), file, line: import.line, column: import.column })
    }

    /// The source position of one that is exactly where the code runs, as V8 has it.
    pub(crate) fn original_of_exact(&self, path: &Path, (line, column): (u32, u32)) -> (u32, u32) {
        self.loaded(path).map_or((line, column), |loaded| loaded.positions.original(line, column))
    }

    fn calls(&self, path: &Path) -> Option<Calls> {
        if path.components().any(|part| part.as_os_str() == "node_modules") {
            return None;
        }
        let source = std::fs::read_to_string(path).ok()?;
        let code = typescript::compile(path, &source, self.types.format(path)).ok()?.code;
        Some(Calls { table: CallTable::new(&code), code })
    }

    /// What is known of a file that was loaded.
    pub(crate) fn loaded(&self, path: &Path) -> Option<Rc<Loaded>> {
        self.files.borrow().get(path).cloned()
    }
}
