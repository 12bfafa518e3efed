use std::sync::LazyLock;

use serde::Deserialize;

/// A page of `patterns/`.
#[derive(Debug)]
pub struct Pattern {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it writes, as half a sentence.
    pub writes: String,
    /// Migrations' names that say its parameters: `add_{column}_to_{table}`.
    pub names: Vec<String>,
    /// The arguments of `migrate:make` for an example: a name, then options.
    pub example: String,
    /// The patterns that must have been written before, whatever the project.
    pub needs: Vec<String>,
    /// What is filled in, in the order in which defaults are made.
    pub parameters: Vec<Parameter>,
    /// When to use it, in Markdown.
    pub when: &'static str,
    /// The migration in TypeScript.
    pub(super) template: &'static str,
}

/// What is filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// The option of the command line that gives it, without dashes.
    pub name: String,
    /// What it is.
    pub help: String,
    /// The template of its value where neither the option nor the name says it.
    pub default: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    writes: String,
    names: Vec<String>,
    example: String,
    #[serde(default)]
    needs: Vec<String>,
    /// The pattern and the arguments that the example stands on, and SQL that it stands on besides: for its test.
    #[serde(default, rename = "after")]
    _after: String,
    #[serde(default, rename = "before")]
    _before: String,
    #[serde(default)]
    parameter: Vec<Parameter>,
}

macro_rules! pages {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../patterns/", $name, ".md")))),*]
    };
}

/// In the order in which a guide tells them.
const PAGES: &[(&str, &str)] = pages![
    "table",
    "uuidv7",
    "foreign-key",
    "foreign-key-full-table",
    "index",
    "not-null",
    "jsonb-column",
    "enum-value",
    "partitioned-table",
    "audit-log",
    "audit-table",
    "materialized-view",
    "data-migration",
    "data-migration-batched",
    "rename-column-expand",
    "rename-column-contract",
];

static PATTERNS: LazyLock<Vec<Pattern>> =
    LazyLock::new(|| PAGES.iter().filter_map(|(name, page)| read(name, page)).collect());

/// All patterns.
pub fn patterns() -> &'static [Pattern] {
    &PATTERNS
}

/// The page's parts; a test sees to it that every page has them.
fn read(name: &'static str, page: &'static str) -> Option<Pattern> {
    let (head, body) = page.strip_prefix("+++\n")?.split_once("+++\n")?;
    let (when, code) = body.split_once("```ts\n")?;
    let template = code.trim_end().strip_suffix("```")?;
    let head: Head = toml::from_str(head).ok()?;
    Some(Pattern {
        name,
        writes: head.writes,
        names: head.names,
        example: head.example,
        needs: head.needs,
        parameters: head.parameter,
        when: when.trim(),
        template,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_read() {
        for (name, page) in PAGES {
            assert!(read(name, page).is_some(), "{name}");
            let head = page.split("+++").nth(1).expect("a head");
            toml::from_str::<Head>(head).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}
