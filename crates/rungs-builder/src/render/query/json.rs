use std::sync::LazyLock;

use regex::Regex;

use super::statement::Statement;
use crate::{
    Arg, Error,
    ast::query::{JsonComparison, JsonCondition, JsonFunction},
    render::literal,
};

impl Statement<'_> {
    /// A function of jsonb in the select list.
    pub(super) fn json_function(&mut self, function: &JsonFunction) -> Result<String, Error> {
        match function {
            JsonFunction::Extract { column, path, alias } => self.json_extract(column, path, alias),
            JsonFunction::Write { function, column, path, value, alias } => {
                let path = postgres_path(path)?;
                let column = self.formatter.columnize(column)?;
                let path = self.formatter.parameter(&path)?;
                let value = self.formatter.parameter(value)?;
                self.with_alias(format!("{function}({column}, {path}, {value})"), Some(alias))
            }
            JsonFunction::Remove { column, path, alias } => {
                let column = self.formatter.columnize(column)?;
                let path = self.formatter.parameter(&postgres_path(path)?)?;
                self.with_alias(format!("{column} #- {path}"), Some(alias))
            }
        }
    }

    /// One extraction, or a list of them: `[column, path, alias]` or objects of these.
    fn json_extract(&mut self, column: &Arg, path: &Arg, alias: &Arg) -> Result<String, Error> {
        let Arg::Array(extractions) = column else {
            return self.json_extraction(column, path, alias);
        };
        let mut written = Vec::with_capacity(extractions.len());
        for extraction in extractions {
            let part = |name, index: &str| {
                let named = extraction.member(name);
                if named.is_truthy() { named } else { extraction.member(index) }
            };
            written.push(self.json_extraction(part("column", "0"), part("path", "1"), part("alias", "2"))?);
        }
        Ok(written.join(", "))
    }

    fn json_extraction(&mut self, column: &Arg, path: &Arg, alias: &Arg) -> Result<String, Error> {
        let column = self.formatter.columnize(column)?;
        let path = self.formatter.parameter(path)?;
        self.with_alias(format!("jsonb_path_query({column}, {path})"), Some(alias))
    }

    /// A condition on a column of type jsonb.
    pub(super) fn json_condition(
        &mut self,
        condition: &JsonCondition,
        negated: bool,
    ) -> Result<String, Error> {
        let value = json_value(&condition.value);
        let not = if negated { "not " } else { "" };
        match &condition.comparison {
            JsonComparison::Equals => {
                let column = self.column_or_tuple(&condition.column)?;
                let operator = if negated { "!=" } else { "=" };
                Ok(format!("{column} {operator} {}", self.right_side(&value, condition.as_column)?))
            }
            JsonComparison::SupersetOf => {
                let column = self.formatter.wrap(&condition.column)?;
                Ok(format!("{not}{column} @> {}", self.right_side(&value, condition.as_column)?))
            }
            JsonComparison::SubsetOf => {
                let column = self.formatter.columnize(&condition.column)?;
                Ok(format!("{not}{column} <@ {}", self.right_side(&value, condition.as_column)?))
            }
            JsonComparison::Path { path, operator } => {
                let cast = path_cast(&condition.value);
                let column = self.column_or_tuple(&condition.column)?;
                let path = self.formatter.parameter(path)?;
                let operator = self.operator(operator)?;
                let value = self.right_side(&value, condition.as_column)?;
                Ok(format!("jsonb_path_query_first({column}, {path}){cast} {operator} {value}"))
            }
        }
    }
}

/// What the value at a path is cast to, so that it compares with `value`.
fn path_cast(value: &Arg) -> &'static str {
    let is_set = |number: f64| !number.is_nan() && number != 0.0;
    let number = value.to_number();
    // Without a radix, JavaScript's `parseInt` reads hexadecimal too.
    let is_hex = value.as_str().is_some_and(|text| text.trim().to_ascii_lowercase().starts_with("0x"));
    if number.is_nan() {
        " #>> '{}'"
    } else if value.parse_int().is_some_and(is_set) || (is_hex && number != 0.0) {
        "::int"
    } else if is_set(value.parse_float()) {
        "::float"
    } else {
        " #>> '{}'"
    }
}

/// The value as JSON text: an object is written, a text that is JSON already is tidied, anything else stays.
fn json_value(value: &Arg) -> Arg {
    match value {
        Arg::String(text) => match serde_json::from_str(&text.replace(['\n', '\t'], "")) {
            Ok(json) => Arg::String(literal::json(&from_json(json))),
            Err(_) => value.clone(),
        },
        object if object.is_keyed() => Arg::String(literal::json(object)),
        other => other.clone(),
    }
}

/// Parsed JSON as JavaScript has it: numbers are doubles, and keys that are integers come first, in their order.
fn from_json(json: serde_json::Value) -> Arg {
    use serde_json::Value;
    match json {
        Value::Null => Arg::Null,
        Value::Bool(value) => Arg::Bool(value),
        Value::Number(number) => Arg::Number(number.as_f64().unwrap_or(f64::NAN)),
        Value::String(text) => Arg::String(text),
        Value::Array(items) => Arg::Array(items.into_iter().map(from_json).collect()),
        Value::Object(entries) => {
            let (mut indices, names): (Vec<_>, Vec<_>) =
                entries.into_iter().partition(|(key, _)| array_index(key).is_some());
            indices.sort_by_key(|(key, _)| array_index(key));
            Arg::Object(
                indices.into_iter().chain(names).map(|(key, value)| (key, from_json(value))).collect(),
            )
        }
    }
}

fn array_index(key: &str) -> Option<u32> {
    key.parse().ok().filter(|index: &u32| *index < u32::MAX && index.to_string() == key)
}

/// `$.a.b[0]` → `{a,b,0}`, as far as Knex 3.3.0 does it: only the first dot and the first index.
fn postgres_path(path: &Arg) -> Result<Arg, Error> {
    static INDEX: LazyLock<Regex> = LazyLock::new(|| {
        // A constant pattern; the differential tests compile it.
        #[expect(clippy::unwrap_used, reason = "a constant pattern")]
        Regex::new(r"\[([0-9]+)\]").unwrap()
    });
    let text = match path {
        Arg::String(text) => text,
        Arg::Undefined | Arg::Null => {
            return Err(path.no_property("match"));
        }
        _ => return Err(Error::type_error("jsonPath.match is not a function")),
    };
    if text.starts_with('{') && text.ends_with('}') && text.len() > 1 && !text.contains(['\n', '\r']) {
        return Ok(path.clone());
    }
    let path = text.strip_prefix("$.").unwrap_or(text).replacen('.', ",", 1);
    Ok(Arg::String(format!("{{{}}}", INDEX.replace(&path, ",$1"))))
}
