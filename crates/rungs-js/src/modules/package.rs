use std::{
    cell::RefCell,
    collections::HashMap,
    path::{Path, PathBuf},
};

use crate::typescript::Format;

/// The `"type"` fields of `package.json` files, read once each.
#[derive(Debug, Default)]
pub(super) struct PackageTypes {
    is_module: RefCell<HashMap<PathBuf, bool>>,
}

impl PackageTypes {
    /// How Node treats `file`, by its extension and the nearest `package.json`
    /// (<https://nodejs.org/api/packages.html#determining-module-system>).
    pub(super) fn format(&self, file: &Path) -> Format {
        match file.extension().and_then(|e| e.to_str()) {
            Some("mjs" | "mts") => Format::Module,
            Some("cjs" | "cts") => Format::CommonJs,
            _ if file.parent().is_some_and(|folder| self.folder_is_module(folder)) => Format::Module,
            _ => Format::Either,
        }
    }

    fn folder_is_module(&self, folder: &Path) -> bool {
        if let Some(known) = self.is_module.borrow().get(folder) {
            return *known;
        }
        let answer = match std::fs::read(folder.join("package.json")) {
            Ok(text) => serde_json::from_slice::<serde_json::Value>(&text)
                .is_ok_and(|package| package["type"] == "module"),
            Err(_) if folder.ends_with("node_modules") => false,
            Err(_) => folder.parent().is_some_and(|parent| self.folder_is_module(parent)),
        };
        self.is_module.borrow_mut().insert(folder.to_path_buf(), answer);
        answer
    }
}
