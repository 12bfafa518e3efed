/// A table's name as Knex quotes it: dots part schema and table, wherever they stand.
pub(super) fn qualified(schema: Option<&str>, table: &str) -> String {
    let quoted: Vec<String> =
        schema.into_iter().chain([table]).flat_map(|name| name.split('.')).map(quoted).collect();
    quoted.join(".")
}

/// An expression that is true when the table stands in that schema, or in the first of the search path: Knex's
/// `hasTable` looks nowhere else, though a query would.
pub(super) fn is_there(schema: Option<&str>, table: &str) -> String {
    let schema = schema.map_or_else(|| "current_schema()".to_owned(), literal);
    format!("to_regclass(quote_ident({schema}) || '.' || quote_ident({})) is not null", literal(table))
}

/// A string constant, whatever `standard_conforming_strings` says.
pub(super) fn literal(text: &str) -> String {
    let doubled = text.replace('\'', "''");
    if text.contains('\\') { format!("E'{}'", doubled.replace('\\', "\\\\")) } else { format!("'{doubled}'") }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.trim().replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::{literal, qualified};

    #[test]
    fn quotes_names() {
        assert_eq!(qualified(None, "knex_migrations"), r#""knex_migrations""#);
        assert_eq!(qualified(Some("app"), "we\"ird"), r#""app"."we""ird""#);
        assert_eq!(qualified(None, "app.migrations"), r#""app"."migrations""#);
    }

    #[test]
    fn quotes_strings() {
        assert_eq!(literal("it's"), "'it''s'");
        assert_eq!(literal(r"a\b"), r"E'a\\b'");
    }
}
