/// A table's name as Knex quotes it: dots part schema and table, wherever they stand.
pub(super) fn qualified(schema: Option<&str>, table: &str) -> String {
    let quoted: Vec<String> =
        schema.into_iter().chain([table]).flat_map(|name| name.split('.')).map(quoted).collect();
    quoted.join(".")
}

/// The name of the journal's table, beside the ledger's `table`: Rungs' own tables start with `rungs_`.
pub(super) fn journal_name(table: &str) -> String {
    match table.rsplit_once('.') {
        Some((schema, table)) => format!("{schema}.rungs_{}_journal", table.trim()),
        None => format!("rungs_{table}_journal"),
    }
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
    use super::{journal_name, literal, qualified};

    #[test]
    fn quotes_names() {
        assert_eq!(qualified(None, "knex_migrations"), r#""knex_migrations""#);
        assert_eq!(qualified(Some("app"), "we\"ird"), r#""app"."we""ird""#);
        assert_eq!(qualified(None, "app.migrations"), r#""app"."migrations""#);
        assert_eq!(qualified(None, &journal_name("app.a")), r#""app"."rungs_a_journal""#);
    }

    #[test]
    fn quotes_strings() {
        assert_eq!(literal("it's"), "'it''s'");
        assert_eq!(literal(r"a\b"), r"E'a\\b'");
    }
}
