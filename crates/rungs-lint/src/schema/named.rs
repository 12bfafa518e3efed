//! What else has a name.

use serde::Deserialize;

use super::key::KeyClass;

/// A schema, type, function, sequence, trigger …
#[derive(Debug, Clone, Deserialize)]
pub struct Named {
    /// Its number.
    pub oid: u32,
    /// What it is: `type`.
    pub word: String,
    /// Its schema, where it has one.
    pub schema: Option<String>,
    /// Its name.
    pub name: String,
    /// The table that it belongs to.
    pub table: Option<u32>,
}

impl Named {
    /// Its key.
    pub fn key(&self) -> super::Key {
        super::Key::of(KeyClass::Other, self.oid)
    }
}
