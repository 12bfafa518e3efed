use std::cell::OnceCell;

use rquickjs::{Array, Ctx, Error, Function, IntoJs, Object, Result, Value, function::Constructor};

use super::{array, array::Element, time};
use crate::prelude::bytes_to_js;

/// What decoding needs.
pub(crate) struct Decoding<'a, 'js> {
    /// The context that the values are made in.
    pub ctx: &'a Ctx<'js>,
    /// The prelude's shared object, for values that have a class of their own.
    pub rungs: &'a Object<'js>,
    /// JavaScript's `Date`, from the first value on that is one.
    date: OnceCell<Constructor<'js>>,
}

impl<'a, 'js> Decoding<'a, 'js> {
    /// For the values of one result.
    pub fn new(ctx: &'a Ctx<'js>, rungs: &'a Object<'js>) -> Self {
        Self { ctx, rungs, date: OnceCell::new() }
    }

    /// JavaScript's `Date`.
    pub(super) fn date(&self) -> Result<&Constructor<'js>> {
        if self.date.get().is_none() {
            // Nobody else sets it meanwhile.
            let _ = self.date.set(self.ctx.globals().get("Date")?);
        }
        self.date.get().ok_or(Error::Unknown)
    }
}

/// From a value's text to the JavaScript value that Node's `pg` gives.
pub(crate) type Decoder = for<'a, 'js> fn(&Decoding<'a, 'js>, &str) -> Result<Value<'js>>;

/// Decoders by type OID, sorted (npm's `pg-types` 2, lib/textParsers.js; OIDs from PostgreSQL's pg_type.dat).
/// Types that are not here stay text, as with `pg`.
const DECODERS: &[(u32, Decoder)] = &[
    (16, boolean),            // bool
    (17, bytea),              // bytea
    (20, text),               // int8
    (21, integer),            // int2
    (23, integer),            // int4
    (26, integer),            // oid
    (114, json),              // json
    (199, list::<Json>),      // json[]
    (600, point),             // point
    (651, list::<Text>),      // cidr[]
    (700, float),             // float4
    (701, float),             // float8
    (718, circle),            // circle
    (791, list::<Text>),      // money[]
    (1000, list::<Boolean>),  // bool[]
    (1001, list::<Bytea>),    // bytea[]
    (1005, list::<Integer>),  // int2[]
    (1007, list::<Integer>),  // int4[]
    (1008, list::<Text>),     // regproc[]
    (1009, list::<Text>),     // text[]
    (1014, list::<Text>),     // bpchar[]
    (1015, list::<Text>),     // varchar[]
    (1016, list::<Text>),     // int8[]
    (1017, list::<Point>),    // point[]
    (1021, list::<Float>),    // float4[]
    (1022, list::<Float>),    // float8[]
    (1028, list::<Integer>),  // oid[]
    (1040, list::<Text>),     // macaddr[]
    (1041, list::<Text>),     // inet[]
    (1082, date),             // date
    (1114, date),             // timestamp
    (1115, list::<Date>),     // timestamp[]
    (1182, list::<Date>),     // date[]
    (1183, list::<Text>),     // time[]
    (1184, date),             // timestamptz
    (1185, list::<Date>),     // timestamptz[]
    (1186, interval),         // interval
    (1187, list::<Interval>), // interval[]
    (1231, list::<Float>),    // numeric[]
    (1270, list::<Text>),     // timetz[]
    (2951, list::<Text>),     // uuid[]
    (3802, json),             // jsonb
    (3807, list::<Json>),     // jsonb[]
    (3907, list::<Text>),     // numrange[]
];

/// The decoder of a type.
pub(crate) fn decoder(oid: u32) -> Decoder {
    match DECODERS.binary_search_by_key(&oid, |(known, _)| *known) {
        Ok(index) => DECODERS[index].1,
        Err(_) => text,
    }
}

/// A decoder as a type, for lists to name the decoder of their elements.
trait Decode {
    const DECODE: Decoder;
}

macro_rules! element_types {
    ($($name:ident: $decoder:ident),*) => {
        $(struct $name;
        impl Decode for $name {
            const DECODE: Decoder = $decoder;
        })*
    };
}

element_types!(
    Text: text, Boolean: boolean, Integer: integer, Float: float, Bytea: bytea, Json: json, Date: date, Point: point,
    Interval: interval
);

fn list<'js, T: Decode>(decoding: &Decoding<'_, 'js>, text: &str) -> Result<Value<'js>> {
    elements(decoding, &array::parse(text), T::DECODE).map(Array::into_value)
}

fn elements<'js>(decoding: &Decoding<'_, 'js>, found: &[Element], decode: Decoder) -> Result<Array<'js>> {
    let array = Array::new(decoding.ctx.clone())?;
    for (index, element) in found.iter().enumerate() {
        let value = match element {
            Element::Null => Value::new_null(decoding.ctx.clone()),
            Element::Text(text) => decode(decoding, text)?,
            Element::Array(inner) => elements(decoding, inner, decode)?.into_value(),
        };
        array.set(index, value)?;
    }
    Ok(array)
}

fn text<'js>(decoding: &Decoding<'_, 'js>, text: &str) -> Result<Value<'js>> {
    text.into_js(decoding.ctx)
}

fn boolean<'js>(decoding: &Decoding<'_, 'js>, text: &str) -> Result<Value<'js>> {
    let value = matches!(text, "TRUE" | "t" | "true" | "y" | "yes" | "on" | "1");
    Ok(Value::new_bool(decoding.ctx.clone(), value))
}

fn integer<'js>(decoding: &Decoding<'_, 'js>, text: &str) -> Result<Value<'js>> {
    Ok(Value::new_number(decoding.ctx.clone(), text.parse().unwrap_or(f64::NAN)))
}

fn float<'js>(decoding: &Decoding<'_, 'js>, text: &str) -> Result<Value<'js>> {
    // An integer has no negative zero.
    Ok(match parse_float(text) {
        0.0 if text.starts_with('-') => Value::new_float(decoding.ctx.clone(), -0.0),
        number => Value::new_number(decoding.ctx.clone(), number),
    })
}

/// JavaScript's `parseFloat` of what PostgreSQL prints: `NaN` and `Infinity` are words that both know.
fn parse_float(text: &str) -> f64 {
    text.trim().parse().unwrap_or(f64::NAN)
}

fn json<'js>(decoding: &Decoding<'_, 'js>, text: &str) -> Result<Value<'js>> {
    decoding.ctx.json_parse(text)
}

fn date<'js>(decoding: &Decoding<'_, 'js>, text: &str) -> Result<Value<'js>> {
    time::date(decoding, text)
}

fn interval<'js>(decoding: &Decoding<'_, 'js>, text: &str) -> Result<Value<'js>> {
    let make: Function = decoding.rungs.get("interval")?;
    make.call((text,))
}

/// `\xDEADBEEF`, the only form that servers send unless `bytea_output = escape` is set.
fn bytea<'js>(decoding: &Decoding<'_, 'js>, text: &str) -> Result<Value<'js>> {
    let bytes = match text.strip_prefix("\\x").map(hex_bytes) {
        Some(bytes) => bytes,
        None => escaped_bytes(text),
    };
    bytes_to_js(decoding.ctx, &bytes)
}

fn hex_bytes(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks_exact(2);
    pairs.filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// The escape format: `\\` and `\ooo` (PostgreSQL manual, "bytea Escape Format").
fn escaped_bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let octal =
            after.get(..3).and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok());
        let (byte, taken) = match (first, octal) {
            (b'\\', Some(byte)) => (byte, 4),
            (b'\\', None) => (b'\\', 2),
            _ => (first, 1),
        };
        bytes.push(byte);
        rest = rest.get(taken..).unwrap_or_default();
    }
    bytes
}

fn point<'js>(decoding: &Decoding<'_, 'js>, text: &str) -> Result<Value<'js>> {
    let Some((x, y)) = coordinates(text) else { return Ok(Value::new_null(decoding.ctx.clone())) };
    let object = Object::new(decoding.ctx.clone())?;
    object.set("x", x)?;
    object.set("y", y)?;
    Ok(object.into_value())
}

fn coordinates(text: &str) -> Option<(f64, f64)> {
    let (x, y) = text.strip_prefix('(')?.strip_suffix(')')?.split_once(',')?;
    Some((parse_float(x), parse_float(y)))
}

/// `<(x,y),r>`
fn circle<'js>(decoding: &Decoding<'_, 'js>, text: &str) -> Result<Value<'js>> {
    let parts =
        text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).and_then(|text| text.rsplit_once(','));
    let Some(((x, y), radius)) = parts.and_then(|(center, radius)| Some((coordinates(center)?, radius)))
    else {
        return Ok(Value::new_null(decoding.ctx.clone()));
    };
    let object = Object::new(decoding.ctx.clone())?;
    object.set("x", x)?;
    object.set("y", y)?;
    object.set("radius", parse_float(radius))?;
    Ok(object.into_value())
}

#[cfg(test)]
mod tests {
    use super::DECODERS;

    #[test]
    fn decoders_are_sorted_for_the_search() {
        assert!(DECODERS.is_sorted_by_key(|(oid, _)| *oid));
    }
}
