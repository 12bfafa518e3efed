use jiff::{Timestamp, tz::TimeZone};
use rquickjs::{Coerced, Ctx, Function, Result, Value, function::This};
use rungs_builder::{Arg, render::literal};
use rungs_postgres::Param;

/// Bindings as Node's `pg` 8 sends them (lib/utils.js, `prepareValue`): text without a type, Buffers as bytes.
///
/// # Errors
/// What a value's `toPostgres` or `toString` throws.
pub(crate) fn params<'js>(ctx: &Ctx<'js>, bindings: &[Arg], kept: &[Value<'js>]) -> Result<Vec<Param>> {
    bindings.iter().map(|binding| param(ctx, binding, kept)).collect()
}

fn param<'js>(ctx: &Ctx<'js>, binding: &Arg, kept: &[Value<'js>]) -> Result<Param> {
    Ok(match binding {
        Arg::Undefined | Arg::Null | Arg::Builder(_) => Param::Null,
        Arg::Bool(_) | Arg::Number(_) | Arg::BigInt(_) | Arg::String(_) => {
            Param::Text(binding.to_js_string())
        }
        Arg::Date(millis) => Param::Text(local_time(*millis)),
        Arg::Buffer(bytes) => Param::Bytes(bytes.clone()),
        Arg::Array(items) => Param::Text(array_literal(ctx, items, kept)?),
        Arg::Object(_) => Param::Text(literal::json(binding)),
        Arg::Opaque(opaque) => match kept.get(opaque.id as usize) {
            Some(value) => instance(ctx, value, &opaque.text)?,
            None => Param::Text(opaque.text.clone()),
        },
    })
}

/// An instance of a class: its `toPostgres()` where it has one, else its JSON; a function is its source.
fn instance<'js>(ctx: &Ctx<'js>, value: &Value<'js>, json: &str) -> Result<Param> {
    let Some(object) = value.as_object().filter(|object| !object.is_function()) else {
        return Ok(Param::Text(value.get::<Coerced<String>>()?.0));
    };
    let Some(to_postgres) = object.get::<_, Value>("toPostgres")?.into_function() else {
        return Ok(Param::Text(json.to_owned()));
    };
    let prepared: Value = to_postgres.call((This(object.clone()), prepare(ctx)?))?;
    match prepared.type_of() {
        rquickjs::Type::Undefined | rquickjs::Type::Null => Ok(Param::Null),
        rquickjs::Type::Object | rquickjs::Type::Array => {
            let text = ctx.json_stringify(prepared)?;
            Ok(Param::Text(text.map(|text| text.to_string()).transpose()?.unwrap_or_default()))
        }
        _ => Ok(Param::Text(prepared.get::<Coerced<String>>()?.0)),
    }
}

/// What `toPostgres` is handed: `pg` hands its `prepareValue`, which for strings and numbers is their text.
fn prepare<'js>(ctx: &Ctx<'js>) -> Result<Function<'js>> {
    Function::new(ctx.clone(), |value: Coerced<String>| value.0)
}

fn array_literal<'js>(ctx: &Ctx<'js>, items: &[Arg], kept: &[Value<'js>]) -> Result<String> {
    let mut parts = Vec::with_capacity(items.len());
    for item in items {
        parts.push(match item {
            Arg::Array(inner) => array_literal(ctx, inner, kept)?,
            Arg::Buffer(bytes) => format!("\\\\x{}", hex(bytes)),
            other => match param(ctx, other, kept)? {
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

/// A Date as `pg` writes it: the process's own time with its offset, `2024-01-02T03:04:05.678+01:00`.
fn local_time(millis: f64) -> String {
    let time = millis.is_finite().then(|| Timestamp::from_millisecond(millis as i64).ok()).flatten();
    let Some(time) = time else { return "0NaN-NaN-NaNTNaN:NaN:NaN.NaN+NaN:NaN".to_owned() };
    let zoned = time.to_zoned(TimeZone::system());
    let year = i64::from(zoned.year());
    // There is no year 0 in PostgreSQL: JavaScript's 0 is 1 BC.
    let (year, suffix) = if year < 1 { (1 - year, " BC") } else { (year, "") };
    let minutes = zoned.offset().seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!(
        "{year:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}{sign}{:02}:{:02}{suffix}",
        zoned.month(),
        zoned.day(),
        zoned.hour(),
        zoned.minute(),
        zoned.second(),
        zoned.millisecond(),
        minutes.abs() / 60,
        minutes.abs() % 60,
    )
}
