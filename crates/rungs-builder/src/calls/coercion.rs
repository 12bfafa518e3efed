//! JavaScript's own conversions of a recorded argument, as Knex's code performs them.

use super::{Arg, Call};
use crate::Error;

/// What reading past the end of an argument list gives.
pub const UNDEFINED: &Arg = &Arg::Undefined;

/// `args[index]`: undefined where there is none.
pub fn nth(args: &[Arg], index: usize) -> &Arg {
    args.get(index).unwrap_or(UNDEFINED)
}

impl Call {
    /// `arguments[index]`: undefined where it was not given.
    pub fn arg(&self, index: usize) -> &Arg {
        nth(&self.args, index)
    }
}

impl Arg {
    /// `typeof x === 'object' && x !== null`
    pub fn is_object(&self) -> bool {
        match self {
            Self::Date(_) | Self::Buffer(_) | Self::Array(_) | Self::Object(_) | Self::Opaque(_) => true,
            Self::Builder(builder) => !builder.callback,
            _ => false,
        }
    }

    /// `typeof x`
    pub fn type_of(&self) -> &'static str {
        match self {
            Self::Undefined => "undefined",
            Self::Bool(_) => "boolean",
            Self::Number(_) => "number",
            Self::BigInt(_) => "bigint",
            Self::String(_) => "string",
            Self::Builder(builder) if builder.callback => "function",
            _ => "object",
        }
    }

    /// A property of an object of options; undefined where there is none.
    pub fn option(&self, key: &str) -> &Self {
        match self {
            Self::Object(entries) => entries.get(key).unwrap_or(UNDEFINED),
            _ => UNDEFINED,
        }
    }

    /// `x.key`, which undefined and null do not have.
    ///
    /// # Errors
    /// The TypeError that Node throws for undefined and null.
    pub fn property(&self, key: &str) -> Result<&Self, Error> {
        if self.is_nullish() { Err(self.no_property(key)) } else { Ok(self.option(key)) }
    }

    /// The error of `x.key` where `x` is undefined or null.
    pub fn no_property(&self, key: &str) -> Error {
        Error::type_error(format!("Cannot read properties of {} (reading '{key}')", self.to_js_string()))
    }

    /// The argument, or undefined in place of a false one: `x || undefined`.
    pub fn truthy(&self) -> Option<&Self> {
        self.is_truthy().then_some(self)
    }

    /// `parseInt(x, 10)`, `None` for NaN.
    pub fn parse_int(&self) -> Option<f64> {
        let text = self.to_js_string();
        let text = text.trim_start();
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1.0, rest),
            None => (1.0, text.strip_prefix('+').unwrap_or(text)),
        };
        let count = digits.bytes().take_while(u8::is_ascii_digit).count();
        digits[..count].parse::<f64>().ok().map(|value| sign * value)
    }
}

#[cfg(test)]
mod tests {
    use crate::Arg;

    #[test]
    fn integers_parse_as_in_javascript() {
        for (text, value) in
            [("12", Some(12.0)), (" -7px", Some(-7.0)), ("+3.9", Some(3.0)), ("px", None), ("", None)]
        {
            assert_eq!(Arg::from(text).parse_int(), value, "{text:?}");
        }
    }
}
