use std::{
    cell::RefCell,
    collections::HashMap,
    path::{Path, PathBuf},
    rc::Rc,
};

use super::package::PackageTypes;
use crate::typescript::{self, Compiled, Format, Import, Positions, SyntaxError};

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

    fn remember(&self, path: &Path, positions: Positions, imports: Vec<Import>) {
        self.files.borrow_mut().insert(path.to_path_buf(), Rc::new(Loaded { positions, imports }));
    }

    /// What is known of a file that was loaded.
    pub(crate) fn loaded(&self, path: &Path) -> Option<Rc<Loaded>> {
        self.files.borrow().get(path).cloned()
    }
}
