//! Which statement made an object.

use std::cell::RefCell;

use rungs_postgres::{Observer, Origin, Statement};

/// Notes the statements of a migration that come from a user's file.
#[derive(Default)]
pub(crate) struct Statements(RefCell<Vec<(String, Origin)>>);

impl Observer for Statements {
    fn wants_origins(&self) -> bool {
        true
    }

    fn before(&self, statement: &Statement) {
        if let Some(origin) = &statement.origin {
            self.0.borrow_mut().push((statement.sql.clone(), origin.clone()));
        }
    }
}

impl Statements {
    /// Forgets what was noted.
    pub(crate) fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    /// The place of the first statement that names `name`; a name that PostgreSQL made up is named nowhere, which leaves
    /// the first that names `table`.
    pub(crate) fn naming(&self, name: &str, table: Option<&str>) -> Option<Origin> {
        let statements = self.0.borrow();
        let first = |name: &str| statements.iter().find(|(sql, _)| names(sql, name));
        let found = first(name).or_else(|| table.and_then(first));
        found.map(|(_, origin)| origin.clone())
    }
}

/// Whether `name` stands in `sql` as a word.
fn names(sql: &str, name: &str) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    !name.is_empty()
        && sql.match_indices(name).any(|(start, _)| {
            let before = sql[..start].chars().next_back();
            let after = sql[start + name.len()..].chars().next();
            !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_a_word_only() {
        assert!(names(r#"create index "users_email" on "users" ("email")"#, "users"));
        assert!(!names(r#"create index "users_email" on "people" ("x")"#, "users"));
        assert!(!names("select 1", ""));
    }
}
