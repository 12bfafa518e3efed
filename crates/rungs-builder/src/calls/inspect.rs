//! What JavaScript (and lodash, which Knex asks) would say of a recorded value.

use super::{Arg, Builder, BuilderKind, Entries, coercion::UNDEFINED};

impl Arg {
    /// The builder, where it stands for a callback that was run: `typeof x === 'function'`.
    pub fn as_callback(&self) -> Option<&Builder> {
        match self {
            Self::Builder(builder) if builder.callback => Some(builder),
            _ => None,
        }
    }

    /// `typeof x === 'function'`
    pub fn is_function(&self) -> bool {
        self.as_callback().is_some()
    }

    /// `x instanceof Raw`: a raw or a reference.
    pub fn is_raw(&self) -> bool {
        matches!(self, Self::Builder(builder)
            if !builder.callback && matches!(builder.kind, BuilderKind::Raw | BuilderKind::Ref))
    }

    /// `x instanceof QueryBuilder`
    pub fn is_query(&self) -> bool {
        matches!(self, Self::Builder(builder) if !builder.callback && builder.kind == BuilderKind::Query)
    }

    /// An object with keys to walk through, which neither a raw nor a query is meant to be.
    pub fn is_keyed(&self) -> bool {
        self.is_object() && !matches!(self, Self::Builder(_))
    }

    /// lodash's `isPlainObject`
    pub fn is_plain_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// The elements, if it is an array.
    pub fn as_array(&self) -> Option<&[Arg]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// `Object.entries(x)`: an array's keys are its indices; what has no keys of its own gives none.
    pub fn entries(&self) -> Vec<(String, &Arg)> {
        match self {
            Self::Array(items) => {
                items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
            }
            Self::Object(entries) => keyed(entries),
            Self::Opaque(opaque) => keyed(&opaque.entries),
            _ => Vec::new(),
        }
    }

    /// `x[key]`, also of an array and of an instance of somebody's class; undefined where there is none.
    pub fn member(&self, key: &str) -> &Arg {
        match self {
            Self::Object(entries) => entries.get(key).unwrap_or(UNDEFINED),
            Self::Opaque(opaque) => opaque.entries.get(key).unwrap_or(UNDEFINED),
            Self::Array(items) => {
                key.parse().ok().and_then(|index: usize| items.get(index)).unwrap_or(UNDEFINED)
            }
            _ => UNDEFINED,
        }
    }

    /// lodash's `isEmpty`: also every number and boolean, and a date.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::String(text) => text.is_empty(),
            Self::Array(items) => items.is_empty(),
            Self::Object(entries) => entries.is_empty(),
            Self::Buffer(bytes) => bytes.is_empty(),
            Self::Opaque(opaque) => opaque.entries.is_empty(),
            Self::Builder(builder) => builder.callback,
            _ => true,
        }
    }

    /// Knex's `containsUndefined`: undefined, or a list or plain object with something undefined in it.
    pub fn contains_undefined(&self) -> bool {
        match self {
            Self::Undefined => true,
            Self::Array(items) => items.iter().any(Self::contains_undefined),
            Self::Object(entries) => entries.values().any(Self::contains_undefined),
            _ => false,
        }
    }

    /// `parseFloat(x)`; NaN where there is no number at the start.
    pub fn parse_float(&self) -> f64 {
        if let Self::Number(value) = self {
            return *value;
        }
        let text = self.to_js_string();
        let text = text.trim();
        // The longest prefix that is a number; Rust also reads names of infinities and NaN, JavaScript only `Infinity`.
        (1..=text.len())
            .rev()
            .filter(|&end| text.is_char_boundary(end))
            .find_map(|end| decimal(&text[..end]))
            .unwrap_or(f64::NAN)
    }

    /// `Number(x)`
    pub fn to_number(&self) -> f64 {
        match self {
            Self::Undefined => f64::NAN,
            Self::Null => 0.0,
            Self::Bool(value) => f64::from(u8::from(*value)),
            Self::Number(value) | Self::Date(value) => *value,
            _ => {
                let text = self.to_js_string();
                let text = text.trim();
                if text.is_empty() { 0.0 } else { decimal(text).or_else(|| radix(text)).unwrap_or(f64::NAN) }
            }
        }
    }
}

impl Builder {
    /// The SQL that a raw was made of; `None` for other builders.
    pub fn source_text(&self) -> Option<String> {
        let set = self.calls.iter().rev().find(|call| call.method == "set")?;
        set.args.first().map(Arg::to_js_string)
    }
}

fn keyed(entries: &Entries) -> Vec<(String, &Arg)> {
    entries.iter().map(|(key, value)| (key.clone(), value)).collect()
}

fn decimal(text: &str) -> Option<f64> {
    if text.strip_prefix(['+', '-']).unwrap_or(text) == "Infinity" {
        return Some(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY });
    }
    let is_decimal = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    is_decimal.then(|| text.parse().ok()).flatten()
}

fn radix(text: &str) -> Option<f64> {
    let (prefix, digits) = text.split_at_checked(2)?;
    let base = match prefix {
        "0x" | "0X" => 16,
        "0o" | "0O" => 8,
        "0b" | "0B" => 2,
        _ => return None,
    };
    u64::from_str_radix(digits, base).ok().map(|value| value as f64)
}

#[cfg(test)]
mod tests {
    use super::Arg;

    #[test]
    fn numbers_are_read_as_in_javascript() {
        assert_eq!(Arg::from("1.5e3x").parse_float(), 1500.0);
        assert_eq!(Arg::from("").to_number(), 0.0);
        assert_eq!(Arg::from("0x10").to_number(), 16.0);
        assert!(Arg::from("1,2").to_number().is_nan());
    }

    #[test]
    fn undefined_is_found_at_any_depth() {
        let nested = Arg::Array(vec![Arg::Object([("a".to_owned(), Arg::Undefined)].into_iter().collect())]);
        assert!(nested.contains_undefined());
        assert!(!Arg::Array(vec![Arg::Null]).contains_undefined());
    }
}
