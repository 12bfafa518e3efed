//! What was there before a migration ran.

use std::collections::{HashMap, HashSet};

use crate::schema::{Key, Present};

/// The objects that are there, and what each is called.
#[derive(Debug, Default)]
pub(crate) struct Known {
    names: HashMap<Key, String>,
    /// The own numbers of constraints and indexes.
    numbers: HashSet<u32>,
}

/// What is new about an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum News {
    /// Nothing.
    None,
    /// Its name.
    Name,
    /// All of it.
    Object,
}

impl Known {
    /// Notes an object, and says what is new about it.
    pub(crate) fn note(&mut self, present: &Present) -> News {
        let key = present.key();
        let renamed = present.own.is_some_and(|own| !self.numbers.insert(own));
        match self.names.insert(key, present.name.clone()) {
            Some(name) if name == present.name => News::None,
            None if !renamed => News::Object,
            _ => News::Name,
        }
    }
}
