use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

use super::Builder;

/// What a JavaScript object holds, in its order. A million rows are looked up five times for each of their columns, and
/// nobody chooses the keys to slow down their own migration: the hash is a quick one.
pub type Entries = IndexMap<String, Arg, FxBuildHasher>;

/// An argument of a builder call: a JavaScript value as data.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Arg {
    /// `undefined`, also an argument that was not given in the middle of others.
    #[default]
    Undefined,
    /// `null`
    Null,
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A bigint, in decimal.
    BigInt(String),
    /// A string.
    String(String),
    /// A `Date`: milliseconds since the epoch, NaN when it is invalid.
    Date(f64),
    /// A Buffer, an ArrayBuffer or a view of one.
    Buffer(Vec<u8>),
    /// An array.
    Array(Vec<Arg>),
    /// A plain object, keys in JavaScript's order.
    Object(Entries),
    /// A query, a raw, a reference or a callback that was run.
    Builder(Box<Builder>),
    /// Anything else: an instance of a class, a symbol; kept on the JavaScript side.
    Opaque(Opaque),
}

/// A value that stays on the JavaScript side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opaque {
    /// Its index in the engine's table of kept values.
    pub id: u32,
    /// What Node's `pg` would send for it: its `toPostgres()`, else its JSON.
    pub text: String,
    /// Its own enumerable properties, for the methods that read an object's keys.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub entries: Entries,
}

impl Arg {
    /// Whether JavaScript's `typeof x === 'undefined'`.
    pub fn is_undefined(&self) -> bool {
        matches!(self, Self::Undefined)
    }

    /// `x == null`: undefined or null.
    pub fn is_nullish(&self) -> bool {
        matches!(self, Self::Undefined | Self::Null)
    }

    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// JavaScript's truthiness.
    pub fn is_truthy(&self) -> bool {
        match self {
            Self::Undefined | Self::Null => false,
            Self::Bool(value) => *value,
            Self::Number(value) => *value != 0.0 && !value.is_nan(),
            Self::BigInt(value) => value != "0",
            Self::String(value) => !value.is_empty(),
            _ => true,
        }
    }

    /// JavaScript's `String(x)` (`x + ''`) for primitives and arrays of them; objects are `[object Object]`,
    /// and a raw is its SQL (where it has bindings, they are not filled in).
    pub fn to_js_string(&self) -> String {
        match self {
            Self::Undefined => "undefined".into(),
            Self::Null => "null".into(),
            Self::Bool(value) => value.to_string(),
            Self::Number(value) => number_to_string(*value),
            Self::BigInt(value) | Self::String(value) => value.clone(),
            Self::Array(items) => items
                .iter()
                .map(|item| if item.is_nullish() { String::new() } else { item.to_js_string() })
                .collect::<Vec<_>>()
                .join(","),
            Self::Buffer(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Self::Builder(builder) => builder.source_text().unwrap_or_else(|| "[object Object]".into()),
            Self::Date(_) | Self::Object(_) | Self::Opaque(_) => "[object Object]".into(),
        }
    }
}

/// Below it each integer is a number of its own (ECMA-262, Number.MAX_SAFE_INTEGER).
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// ECMAScript's Number::toString for base 10 (ECMA-262, 6.1.6.1.20).
pub fn number_to_string(value: f64) -> String {
    if value.is_nan() {
        return "NaN".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity".into() } else { "-Infinity".into() };
    }
    let magnitude = value.abs();
    if value.fract() == 0.0 && magnitude <= MAX_SAFE_INTEGER {
        return itoa::Buffer::new().format(value as i64).to_owned();
    }
    if (1e-6..1e21).contains(&magnitude) {
        return format!("{value}");
    }
    // Rust prints the shortest digits that round-trip, as JavaScript does; only the form of the exponent differs.
    let text = format!("{value:e}");
    match text.split_once('e') {
        Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
        _ => text,
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

#[cfg(test)]
mod tests {
    use super::number_to_string;

    #[test]
    fn numbers_print_as_in_javascript() {
        for (value, text) in
            [(1.0, "1"), (0.1, "0.1"), (1e21, "1e+21"), (1e-7, "1e-7"), (-0.0, "0"), (1.5e300, "1.5e+300")]
        {
            assert_eq!(number_to_string(value), text);
        }
    }
}
