//! A pattern's TypeScript as JavaScript. Patterns are written with few types and in one form, which their tests hold them
//! to; so a few replacements do, and comments and layout stay as they are.

/// What a migration is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    TypeScript,
    /// `.mjs`
    Module,
    /// `.js`, `.cjs`: as Knex's own stubs have it.
    CommonJs,
}

impl Dialect {
    pub(super) fn of(extension: &str) -> Option<Self> {
        match extension {
            "ts" => Some(Self::TypeScript),
            "mjs" => Some(Self::Module),
            "js" | "cjs" => Some(Self::CommonJs),
            _ => None,
        }
    }
}

/// All types that patterns use.
const TYPES: &[(&str, &str)] = &[
    ("import type { Knex } from \"knex\";\n\n", ""),
    ("(knex: Knex): Promise<void>", "(knex)"),
    ("(): Promise<void>", "()"),
];

pub(super) fn javascript(typescript: &str, dialect: Dialect) -> String {
    if dialect == Dialect::TypeScript {
        return typescript.to_owned();
    }
    let text = TYPES.iter().fold(typescript.to_owned(), |text, (with, without)| text.replace(with, without));
    if dialect == Dialect::Module { text } else { common_js(&text) }
}

fn common_js(module: &str) -> String {
    let mut text = String::with_capacity(module.len());
    let mut in_function = false;
    for line in module.lines() {
        if let Some((name, rest)) =
            line.strip_prefix("export async function ").and_then(|rest| rest.split_once('('))
        {
            text.push_str(&format!("exports.{name} = async function ({rest}"));
            in_function = !line.ends_with("{}");
            text.push_str(if in_function { "" } else { ";" });
        } else if let Some(rest) = line.strip_prefix("export const ") {
            text.push_str(&format!("exports.{rest}"));
        } else if in_function && line == "}" {
            text.push_str("};");
            in_function = false;
        } else {
            text.push_str(line);
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_go_and_exports_are_those_of_the_dialect() {
        let typescript = "import type { Knex } from \"knex\";\n\nexport const config = { transaction: false };\n\n\
                          export async function up(knex: Knex): Promise<void> {\n  await knex.raw(\"…\");\n}\n\n\
                          export async function down(): Promise<void> {}\n";
        assert_eq!(javascript(typescript, Dialect::TypeScript), typescript);
        assert_eq!(
            javascript(typescript, Dialect::Module),
            "export const config = { transaction: false };\n\nexport async function up(knex) {\n  await knex.raw(\"…\");\n}\n\n\
             export async function down() {}\n"
        );
        assert_eq!(
            javascript(typescript, Dialect::CommonJs),
            "exports.config = { transaction: false };\n\nexports.up = async function (knex) {\n  await knex.raw(\"…\");\n};\n\n\
             exports.down = async function () {};\n"
        );
    }
}
