//! Which statement made an object.

use std::cell::RefCell;

use md5::{Digest, Md5};
use rungs_catalog::{Kind, Object};
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

    /// The place of the first statement that names an object, with its table where it has one.
    pub(crate) fn naming(&self, object: &Object) -> Option<Origin> {
        let table = object.part_of.as_ref().map_or("", |part| part.name.as_str());
        let name = object.name.split('(').next().unwrap_or_default();
        let both = |sql: &str| names(sql, name) && names(sql, table);
        self.first(both).or_else(|| self.first(|sql| names(sql, name)))
    }

    /// The place of the first statement that names the table of an object whose own name PostgreSQL made up.
    pub(crate) fn naming_table(&self, object: &Object) -> Option<Origin> {
        let table = object.part_of.as_ref()?;
        self.first(|sql| names(sql, &table.name))
    }

    /// The place of the first statement that says what kind of object it is about; else of the first of all.
    pub(crate) fn of_kind(&self, kind: Kind) -> Option<Origin> {
        self.first(|sql| names(&sql.to_lowercase(), kind.word())).or_else(|| self.first(|_| true))
    }

    /// The place of the first statement with one of these MD5 digests.
    pub(crate) fn digested(&self, digests: &[String]) -> Option<Origin> {
        let is_one = |sql: &str| digests.contains(&format!("{:x}", Md5::digest(sql)));
        // Where each statement is looked at, the parts of a text are sent one by one.
        self.first(|sql| is_one(sql) || rungs_trace::sql::split(sql).iter().any(|part| is_one(part.sql)))
    }

    fn first(&self, fits: impl Fn(&str) -> bool) -> Option<Origin> {
        let statements = self.0.borrow();
        statements.iter().find(|(sql, _)| fits(sql)).map(|(_, origin)| origin.clone())
    }
}

/// Whether `name` stands in `sql` as a word.
pub(crate) fn names(sql: &str, name: &str) -> bool {
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
