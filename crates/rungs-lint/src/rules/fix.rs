//! How fixes are written: as Knex's TypeScript.

use std::borrow::Borrow;

use crate::schema::Relation;

/// A change of one table, with one line in it.
pub(super) fn alter_table(table: &Relation, line: &str) -> String {
    let schema = match table.schema.as_str() {
        "public" => String::new(),
        schema => format!(".withSchema(\"{schema}\")"),
    };
    format!("await knex.schema{schema}.alterTable(\"{}\", (table) => {{\n  {line}\n}});", table.name)
}

/// Columns as the builder takes them: one, or a list.
pub(super) fn columns(names: &[&str]) -> String {
    match names {
        [name] => format!("\"{name}\""),
        _ => list(names),
    }
}

/// A list of names.
pub(super) fn list<S: Borrow<str>>(names: &[S]) -> String {
    format!("[\"{}\"]", names.join("\", \""))
}
