//! What new files look like. The extensions are those that Knex 3.3.0 has stubs for.

use minijinja::{Environment, context};

use crate::diagnostics::Trouble;

/// Templates of migrations by extension.
const MIGRATIONS: &[(&str, &str)] = &[
    ("js", include_str!("../templates/migration/js.stub")),
    ("cjs", include_str!("../templates/migration/cjs.stub")),
    ("mjs", include_str!("../templates/migration/mjs.stub")),
    ("ts", include_str!("../templates/migration/ts.stub")),
    ("js-schema", include_str!("../templates/migration/js-schema.stub")),
    ("ts-schema", include_str!("../templates/migration/ts-schema.stub")),
    ("coffee", include_str!("../templates/migration/coffee.stub")),
    ("eg", include_str!("../templates/migration/eg.stub")),
    ("ls", include_str!("../templates/migration/ls.stub")),
];

/// Templates of seeds by extension.
const SEEDS: &[(&str, &str)] = &[
    ("js", include_str!("../templates/seed/js.stub")),
    ("mjs", include_str!("../templates/seed/mjs.stub")),
    ("ts", include_str!("../templates/seed/ts.stub")),
    ("coffee", include_str!("../templates/seed/coffee.stub")),
    ("eg", include_str!("../templates/seed/eg.stub")),
    ("ls", include_str!("../templates/seed/ls.stub")),
];

/// Knexfiles by extension, in the order in which Knex 3.3.0 names them.
const KNEXFILES: &[(&str, &str)] = &[
    ("js", include_str!("../templates/knexfile/js.stub")),
    ("mjs", include_str!("../templates/knexfile/mjs.stub")),
    ("coffee", include_str!("../templates/knexfile/coffee.stub")),
    ("ts", include_str!("../templates/knexfile/ts.stub")),
    ("eg", include_str!("../templates/knexfile/eg.stub")),
    ("ls", include_str!("../templates/knexfile/ls.stub")),
];

/// A new migration's text. With `table` (Knex 3.3.0: `migrations.variables.tableName`) it creates that table.
/// `None` for an extension without a template.
pub fn migration(extension: &str, table: Option<&str>) -> Option<String> {
    let template = find(MIGRATIONS, extension)?;
    let mut environment = Environment::new();
    environment.set_keep_trailing_newline(true);
    environment.render_str(template, context! { tableName => table }).ok()
}

/// A new seed's text; `None` for an extension without a template.
pub fn seed(extension: &str) -> Option<String> {
    find(SEEDS, extension).map(str::to_owned)
}

/// A new knexfile's text; `None` for an extension without a template.
pub fn knexfile(extension: &str) -> Option<&'static str> {
    find(KNEXFILES, extension)
}

/// Why there is no new file with this extension.
pub fn none_for(extension: &str) -> Trouble {
    Trouble::refused(format!(
        "Error: no stub for the extension {extension}: use one of js, cjs, mjs, ts, or --stub"
    ))
}

fn find(templates: &[(&str, &'static str)], extension: &str) -> Option<&'static str> {
    templates.iter().find(|(known, _)| *known == extension).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::{MIGRATIONS, migration};

    #[test]
    fn migrations_name_the_table_only_when_there_is_one() {
        for (extension, _) in MIGRATIONS {
            let plain = migration(extension, None).expect(extension);
            let named = migration(extension, Some("users")).expect(extension);
            assert!(
                !plain.contains("Table") && !plain.contains("create-table") && !plain.contains('%'),
                "{plain}"
            );
            assert_eq!(named.matches("\"users\"").count(), 2, "{named}");
        }
    }
}
