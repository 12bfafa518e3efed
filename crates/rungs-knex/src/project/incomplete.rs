use std::path::Path;

use rungs_postgres::Origin;
use rungs_run::FrontEndError;

/// The refusal of a migration that lacks `up` or `down`: Knex's words, the place of the one it has, what to add.
pub(super) fn incomplete(name: &str, path: Option<&Path>, missing: &[String]) -> FrontEndError {
    let error =
        FrontEndError::new(format!("Invalid migration: {name} must have both an up and down function"));
    let (Some(path), [missing]) = (path, missing) else {
        return error.with_hint("It exports neither `up` nor `down`.");
    };
    let Ok(source) = std::fs::read_to_string(path) else { return error };
    let present = if missing == "down" { "up" } else { "down" };
    let (line, column) = place_of(&source, present);
    error.at(Origin { file: path.to_owned(), line, column }).with_hint(advice(&source, missing))
}

/// Where a function is exported; else the end of the file. Line and column count from 1.
fn place_of(source: &str, function: &str) -> (u32, u32) {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let exports = |line: &str| {
        let at = line.find(function)?;
        let after = &line[at + function.len()..];
        let alone = !line[..at].ends_with(is_word) && !after.starts_with(is_word);
        let is_export = line.contains("export") || after.trim_start().starts_with(['(', ':', '=']);
        (alone && is_export).then(|| line[..at].chars().count())
    };
    let found = source.lines().enumerate().find_map(|(number, line)| Some((number, exports(line)?)));
    let (number, column) = found.unwrap_or((source.lines().count().saturating_sub(1), 0));
    let count = |number: usize| u32::try_from(number + 1).unwrap_or(u32::MAX);
    (count(number), count(column))
}

/// What to add, in the style of the file.
fn advice(source: &str, missing: &str) -> String {
    let purpose = if missing == "down" { "what takes it back" } else { "what it does" };
    let code = if source.contains("Knex") && source.contains("export ") {
        format!("export async function {missing}(knex: Knex): Promise<void> {{ … }}")
    } else if source.contains("export ") {
        format!("export async function {missing}(knex) {{ … }}")
    } else {
        format!("exports.{missing} = async (knex) => {{ … }};")
    };
    format!("Add {purpose}, even if that is nothing:\n    {code}")
}

#[cfg(test)]
mod tests {
    use super::place_of;

    #[test]
    fn finds_the_function_that_is_there() {
        for (source, expected) in [
            ("// set up\nexports.up = async (knex) => {};\n", (2, 9)),
            ("import x from 'up';\nexport async function up(knex) {}\n", (2, 23)),
            ("module.exports = {\n  up(knex) {},\n};\n", (2, 3)),
            ("module.exports = {\n  up: (knex) => knex.raw('x'),\n};\n", (2, 3)),
            ("Object.assign(exports, make());\n// end\n", (2, 1)),
        ] {
            assert_eq!(place_of(source, "up"), expected, "{source}");
        }
    }
}
