//! What a snapshot leaves out.

/// Which objects a snapshot holds: all but the system's, those of extensions, and the tables named here with all
/// that is theirs (columns, indexes, owned sequences …). For tables that tools keep for themselves, such as ledgers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    without: Vec<(String, String)>,
}

impl Scope {
    /// Leaves out the table `name` of `schema`.
    #[must_use]
    pub fn without_table(mut self, schema: impl Into<String>, name: impl Into<String>) -> Self {
        self.without.push((schema.into(), name.into()));
        self
    }

    /// Whether a relation of this name is left out.
    pub(crate) fn leaves_out(&self, schema: Option<&str>, relation: &str) -> bool {
        self.without.iter().any(|(of, name)| schema == Some(of) && name == relation)
    }
}
