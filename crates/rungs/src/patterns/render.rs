use minijinja::{Environment, Error};

use super::javascript::{Dialect, javascript};
use super::page::Pattern;
use super::parameters::Parameters;
use super::{names, parameters};
use crate::diagnostics::Trouble;

/// What several patterns have in common.
const FRAGMENTS: &[(&str, &str)] = &[
    ("batches", include_str!("../../patterns/fragments/batches.ts")),
    ("partitions", include_str!("../../patterns/fragments/partitions.sql")),
    ("synchronised", include_str!("../../patterns/fragments/synchronised.sql")),
];

/// Whether patterns are written in files of this extension.
pub fn speaks(extension: &str) -> bool {
    Dialect::of(extension).is_some()
}

impl Pattern {
    /// What its example writes.
    ///
    /// # Errors
    /// When the example is not one, which its test would have seen.
    pub fn render_example(&self, month: &str, extension: &str) -> Result<String, Trouble> {
        let (name, given) = parameters::example(&self.example);
        let parameters = Parameters::of(self, name, &given)?;
        Ok(self.render(&parameters, month, extension)?.unwrap_or_default())
    }

    /// The migration's text; `None` for an extension that patterns are not written in. `month` is the first day of the
    /// first month that a table gets partitions for, `2026-01-01`.
    ///
    /// # Errors
    /// When the template is not one, which its test would have seen.
    pub fn render(
        &self,
        parameters: &Parameters,
        month: &str,
        extension: &str,
    ) -> Result<Option<String>, Trouble> {
        let Some(dialect) = Dialect::of(extension) else { return Ok(None) };
        let mut parameters = parameters.clone();
        parameters.0.insert("month".to_owned(), month.to_owned());
        let text = fill(self.template, &parameters)?;
        Ok(Some(javascript(&text, dialect)))
    }
}

/// Fills parameters into a template.
pub(super) fn fill(template: &str, parameters: &Parameters) -> Result<String, Trouble> {
    let render = || -> Result<String, Error> {
        let mut environment = Environment::new();
        environment.set_keep_trailing_newline(true);
        environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
        environment.add_filter("singular", |word: &str| names::singular(word));
        environment.add_filter("plural", |word: &str| names::plural(word));
        environment
            .add_filter("without", |word: &str, end: &str| word.strip_suffix(end).unwrap_or(word).to_owned());
        for (name, fragment) in FRAGMENTS {
            environment.add_template(name, fragment.trim_end_matches('\n'))?;
        }
        environment.render_str(template, &parameters.0)
    };
    render().map_err(|error| Trouble::refused(format!("a pattern cannot be filled in: {error:#}")))
}
