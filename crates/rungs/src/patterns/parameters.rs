use std::collections::BTreeMap;

use regex::Regex;

use super::page::{Parameter, Pattern};
use super::{names, render};
use crate::diagnostics::Trouble;

/// What the command line says, by parameter.
pub type Given = BTreeMap<&'static str, String>;

/// The parameters of one migration, by name.
#[derive(Debug, Clone, Default)]
pub struct Parameters(pub(super) BTreeMap<String, String>);

/// Parameters that are no names, and what they may consist of: they stand in SQL in TypeScript, so neither quotes nor
/// backslashes.
const FREE: &[(&str, &str)] = &[("type", r"^[a-z][a-z0-9_ (),.\[\]]*$"), ("value", r"^[^'`\x22\\$?\r\n]+$")];

const NAME: &str = "^[a-z_][a-z0-9_]*$";

/// The options that give parameters, without dashes.
const OPTIONS: &[&str] = &["table", "column", "references", "type", "value", "to", "view"];

/// An example's name and what its options give.
pub(super) fn example(arguments: &str) -> (&str, Given) {
    let (name, options) = arguments.split_once(' ').unwrap_or((arguments, ""));
    let words: Vec<&str> = options.split_whitespace().collect();
    let option = |pair: &[&str]| {
        let option = pair[0].trim_start_matches("--");
        let known = OPTIONS.iter().find(|known| **known == option)?;
        Some((*known, pair.get(1)?.to_string()))
    };
    (name, words.chunks(2).filter_map(option).collect())
}

impl Parameters {
    /// What is given, what the migration's name says, and the defaults, in this order.
    ///
    /// # Errors
    /// When a parameter is not known, is known to the pattern but not said, or cannot stand in a migration.
    pub fn of(pattern: &Pattern, name: &str, given: &Given) -> Result<Self, Trouble> {
        let known = |name: &str| pattern.parameters.iter().any(|parameter| parameter.name == name);
        if let Some(excess) = given.keys().find(|name| !known(name)) {
            let has: Vec<String> = pattern.parameters.iter().map(|one| format!("--{}", one.name)).collect();
            let advice = match has.as_slice() {
                [] => "It takes no parameters.".to_owned(),
                has => format!("It takes {}.", has.join(", ")),
            };
            return Err(Trouble::refused_with(
                format!("the pattern {} knows no --{excess}", pattern.name),
                advice,
            ));
        }
        let said = names::read(name, &pattern.names);
        let mut values = Self::default();
        for parameter in &pattern.parameters {
            let value = given.get(parameter.name.as_str()).or_else(|| said.get(&parameter.name)).cloned();
            let value = match (value, &parameter.default) {
                (Some(value), _) => value,
                (None, Some(default)) => render::fill(default, &values)?,
                (None, None) => return Err(missing(pattern, parameter)),
            };
            check(parameter, &value)?;
            values.0.insert(parameter.name.clone(), value);
        }
        Ok(values)
    }
}

fn check(parameter: &Parameter, value: &str) -> Result<(), Trouble> {
    let free = FREE.iter().find(|(name, _)| *name == parameter.name);
    let form = free.map_or(NAME, |(_, form)| form);
    // The forms are constants that compile.
    if Regex::new(form).is_ok_and(|form| form.is_match(value)) {
        return Ok(());
    }
    let what = if free.is_some() { "cannot stand in a migration's SQL" } else { "is no snake_case name" };
    Err(Trouble::refused_with(
        format!("--{}: `{value}` {what}", parameter.name),
        format!("It is {}.", parameter.help),
    ))
}

fn missing(pattern: &Pattern, parameter: &Parameter) -> Trouble {
    let forms = match pattern.names.as_slice() {
        [] => String::new(),
        names => format!(" Or name the migration such that it says it: {}.", names.join(", ")),
    };
    Trouble::refused_with(
        format!("the pattern {} needs --{}: {}", pattern.name, parameter.name, parameter.help),
        format!("For example: rungs migrate:make {} --pattern {}.{forms}", pattern.example, pattern.name),
    )
}
