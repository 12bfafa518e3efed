use jiff::{Timestamp, tz::TimeZone};
use rquickjs::{Array, Coerced, Ctx, Function, IntoJs, Object, Result, Value, function::This};
use rungs_builder::{Arg, render::literal};
use rungs_postgres::Param;

use crate::prelude::{bindings, bytes_to_js};

/// What encoding needs.
#[derive(Clone, Copy)]
pub(crate) struct Encoding<'a, 'js> {
    /// The context that the values live in.
    pub ctx: &'a Ctx<'js>,
    /// The prelude's shared object.
    pub rungs: &'a Object<'js>,
    /// The values that bindings refer to.
    pub kept: &'a [Value<'js>],
}

/// Bindings as Node's `pg` 8 sends them (lib/utils.js, `prepareValue`): text without a type, Buffers as bytes.
///
/// # Errors
/// What a value's `toPostgres` or `toString` throws.
pub(crate) fn params(encoding: Encoding<'_, '_>, bindings: &[Arg]) -> Result<Vec<Param>> {
    bindings.iter().map(|binding| param(encoding, binding)).collect()
}

fn param(encoding: Encoding<'_, '_>, binding: &Arg) -> Result<Param> {
    Ok(match binding {
        Arg::Undefined | Arg::Null | Arg::Builder(_) => Param::Null,
        Arg::Bool(_) | Arg::Number(_) | Arg::BigInt(_) | Arg::String(_) => {
            Param::Text(binding.to_js_string())
        }
        Arg::Date(millis) => Param::Text(local_time(*millis)),
        Arg::Buffer(bytes) => Param::Bytes(bytes.clone()),
        Arg::Array(items) => Param::Text(array_literal(encoding, items)?),
        Arg::Object(_) => Param::Text(literal::json(binding)),
        Arg::Opaque(opaque) => match encoding.kept.get(opaque.id as usize) {
            Some(value) => instance(encoding, value, &opaque.text)?,
            None => Param::Text(opaque.text.clone()),
        },
    })
}

/// An instance of a class: what its `toPostgres()` gives where it has one, else its JSON; a function is its source.
fn instance<'js>(encoding: Encoding<'_, 'js>, value: &Value<'js>, json: &str) -> Result<Param> {
    let Some(object) = value.as_object().filter(|object| !object.is_function()) else {
        return Ok(Param::Text(value.get::<Coerced<String>>()?.0));
    };
    let Some(to_postgres) = object.get::<_, Value>("toPostgres")?.into_function() else {
        return Ok(Param::Text(json.to_owned()));
    };
    let rungs = encoding.rungs.clone();
    let prepare = Function::new(encoding.ctx.clone(), move |ctx: Ctx<'js>, value: Value<'js>| {
        Ok::<_, rquickjs::Error>(match prepared(&ctx, &rungs, &value)? {
            Param::Null => Value::new_null(ctx),
            Param::Text(text) => text.into_js(&ctx)?,
            Param::Bytes(bytes) => bytes_to_js(&ctx, &bytes)?,
        })
    })?;
    let value: Value = to_postgres.call((This(object.clone()), prepare))?;
    prepared(encoding.ctx, encoding.rungs, &value)
}

/// Any JavaScript value as it is sent.
fn prepared<'js>(ctx: &Ctx<'js>, rungs: &Object<'js>, value: &Value<'js>) -> Result<Param> {
    let list = Array::new(ctx.clone())?;
    list.set(0, value.clone())?;
    let (bindings, kept) = bindings(ctx, rungs.clone(), list.as_value())?;
    let encoding = Encoding { ctx, rungs, kept: &kept };
    bindings.first().map_or(Ok(Param::Null), |binding| param(encoding, binding))
}

fn array_literal(encoding: Encoding<'_, '_>, items: &[Arg]) -> Result<String> {
    let mut parts = Vec::with_capacity(items.len());
    for item in items {
        parts.push(match item {
            Arg::Array(inner) => array_literal(encoding, inner)?,
            Arg::Buffer(bytes) => format!("\\\\x{}", hex(bytes)),
            other => match param(encoding, other)? {
                Param::Null => "NULL".to_owned(),
                Param::Text(text) => quote(&text),
                Param::Bytes(bytes) => format!("\\\\x{}", hex(&bytes)),
            },
        });
    }
    Ok(format!("{{{}}}", parts.join(",")))
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The days of the calendar repeat after 400 years.
const CYCLE: i64 = 146_097 * 86_400_000;

/// A Date as `pg` writes it: the process's own time with its offset, `2024-01-02T03:04:05.678+01:00`.
fn local_time(millis: f64) -> String {
    // JavaScript knows more years than jiff: those out of its reach are moved by whole cycles into 1970 to 2369.
    let (cycles, within) = ((millis as i64).div_euclid(CYCLE), (millis as i64).rem_euclid(CYCLE));
    let time = millis.is_finite().then(|| Timestamp::from_millisecond(millis as i64).ok()).flatten();
    let (time, cycles) = match time {
        Some(time) => (Some(time), 0),
        None => (millis.is_finite().then(|| Timestamp::from_millisecond(within).ok()).flatten(), cycles),
    };
    let Some(time) = time else { return "0NaN-NaN-NaNTNaN:NaN:NaN.NaN+NaN:NaN".to_owned() };
    let zoned = time.to_zoned(TimeZone::system());
    let year = i64::from(zoned.year()) + 400 * cycles;
    // There is no year 0 in PostgreSQL: JavaScript's 0 is 1 BC.
    let (year, suffix) = if year < 1 { (1 - year, " BC") } else { (year, "") };
    let minutes = zoned.offset().seconds() / 60;
    let mut text = String::with_capacity("2024-01-02T03:04:05.678+01:00".len());
    padded(&mut text, year, 4);
    for (separator, field, width) in [
        ('-', zoned.month().into(), 2),
        ('-', zoned.day().into(), 2),
        ('T', zoned.hour().into(), 2),
        (':', zoned.minute().into(), 2),
        (':', zoned.second().into(), 2),
        ('.', zoned.millisecond().into(), 3),
        (if minutes < 0 { '-' } else { '+' }, (minutes.abs() / 60).into(), 2),
        (':', (minutes.abs() % 60).into(), 2),
    ] {
        text.push(separator);
        padded(&mut text, field, width);
    }
    text.push_str(suffix);
    text
}

/// Writes a number that is not negative with zeros before it.
fn padded(text: &mut String, number: i64, width: usize) {
    let mut buffer = itoa::Buffer::new();
    let digits = buffer.format(number);
    text.extend(std::iter::repeat_n('0', width.saturating_sub(digits.len())));
    text.push_str(digits);
}
