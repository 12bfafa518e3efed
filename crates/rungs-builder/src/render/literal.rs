//! Values as SQL literals: what Knex's `toString()` and `toQuery()` print, and defaults in DDL.

use jiff::{Timestamp, tz::TimeZone};

use super::{Context, compile};
use crate::{Arg, BuilderKind, Error};

/// Knex's `_escapeBinding` for PostgreSQL (3.3.0, lib/dialects/postgres/index.js and lib/util/string.js).
pub fn escape(value: &Arg) -> String {
    match value {
        Arg::Undefined | Arg::Null => "NULL".into(),
        Arg::Bool(_) | Arg::Number(_) => value.to_js_string(),
        Arg::BigInt(digits) => escape_string(digits),
        Arg::String(text) => escape_string(text),
        Arg::Date(millis) => escape_string(&local_time(*millis)),
        Arg::Buffer(bytes) => format!("X'{}'", hex(bytes)),
        Arg::Array(items) => escape_string(&array_literal(items)),
        Arg::Object(_) => json(value),
        Arg::Opaque(opaque) => opaque.text.clone(),
        Arg::Builder(_) => "NULL".into(),
    }
}

/// `'text'`, or `E'te\\xt'` where there is a backslash.
pub fn escape_string(text: &str) -> String {
    let prefix = if text.contains('\\') { "E" } else { "" };
    format!("{prefix}'{}'", text.replace('\'', "''").replace('\\', "\\\\"))
}

/// Fills the bindings into the SQL, as Knex's `formatQuery` does: `?` is a binding, `\?` a question mark.
pub fn fill(sql: &str, bindings: &[Arg]) -> String {
    let mut filled = String::with_capacity(sql.len());
    let mut values = bindings.iter();
    let mut rest = sql;
    while let Some(at) = rest.find('?') {
        let escaped = rest[..at].ends_with('\\');
        filled.push_str(&rest[..if escaped { at - 1 } else { at }]);
        match (!escaped).then(|| values.next()).flatten() {
            Some(value) => filled.push_str(&escape(value)),
            None => filled.push('?'),
        }
        rest = &rest[at + 1..];
    }
    filled.push_str(rest);
    filled
}

/// Knex's `toQuery()` of a builder: its statements with the bindings filled in, separated by `;` and a new line.
///
/// # Errors
/// What Knex refuses.
pub fn to_query(builder: &crate::Builder, context: &Context) -> Result<String, Error> {
    let mut text = String::new();
    for (index, statement) in compile(builder, context)?.iter().enumerate() {
        if index > 0 {
            text.push_str(if text.ends_with(';') { "\n" } else { ";\n" });
        }
        text.push_str(&fill(&statement.sql, &statement.bindings));
    }
    Ok(text)
}

/// Knex's `formatDefault`: a column's default in DDL. `None` where none is wanted.
///
/// # Errors
/// What Knex refuses in a raw default.
pub fn format_default(value: &Arg, column_type: &str, context: &Context) -> Result<Option<String>, Error> {
    let text = match value {
        Arg::Undefined => return Ok(None),
        Arg::Null => "null".into(),
        Arg::Builder(builder) if matches!(builder.kind, BuilderKind::Raw | BuilderKind::Ref) => {
            to_query(builder, context)?
        }
        _ if column_type == "bool" => {
            let truthy = value.is_truthy() && value.as_str() != Some("false");
            format!("'{}'", u8::from(truthy))
        }
        Arg::Object(_) | Arg::Array(_) | Arg::Date(_) if matches!(column_type, "json" | "jsonb") => {
            format!("'{}'", json(value))
        }
        Arg::Date(millis) => escape_string(&date_to_js_string(*millis)),
        other => escape_string(&other.to_js_string()),
    };
    Ok(Some(text))
}

/// `JSON.stringify(value)`.
pub fn json(value: &Arg) -> String {
    json_value(value).map(|json| json.to_string()).unwrap_or_default()
}

fn json_value(value: &Arg) -> Option<serde_json::Value> {
    use serde_json::Value;
    Some(match value {
        Arg::Undefined | Arg::Builder(_) => return None,
        Arg::Null => Value::Null,
        Arg::Bool(value) => Value::Bool(*value),
        Arg::Number(value) => json_number(*value),
        Arg::BigInt(value) => Value::String(value.clone()),
        Arg::String(value) => Value::String(value.clone()),
        Arg::Date(millis) => iso_time(*millis).map_or(Value::Null, Value::String),
        Arg::Buffer(bytes) => serde_json::json!({"type": "Buffer", "data": bytes}),
        Arg::Array(items) => {
            Value::Array(items.iter().map(|item| json_value(item).unwrap_or(Value::Null)).collect())
        }
        Arg::Object(entries) => Value::Object(
            entries.iter().filter_map(|(key, value)| Some((key.clone(), json_value(value)?))).collect(),
        ),
        Arg::Opaque(opaque) => {
            serde_json::from_str(&opaque.text).unwrap_or_else(|_| Value::String(opaque.text.clone()))
        }
    })
}

/// JSON has neither NaN nor infinities (they become null), and JavaScript prints whole numbers without a point.
fn json_number(value: f64) -> serde_json::Value {
    const SAFE: f64 = 9_007_199_254_740_991.0;
    if value.fract() == 0.0 && value.abs() <= SAFE {
        return serde_json::Value::from(value as i64);
    }
    serde_json::Number::from_f64(value).map_or(serde_json::Value::Null, serde_json::Value::Number)
}

fn timestamp(millis: f64) -> Option<Timestamp> {
    millis.is_finite().then(|| Timestamp::from_millisecond(millis as i64).ok()).flatten()
}

/// `Date.prototype.toISOString`.
fn iso_time(millis: f64) -> Option<String> {
    let time = timestamp(millis)?;
    Some(time.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string())
}

/// `YYYY-MM-DD HH:mm:ss.mmm` in the process's time zone, as Knex prints a Date in `toString()`.
fn local_time(millis: f64) -> String {
    match timestamp(millis) {
        Some(time) => time.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S.%3f").to_string(),
        None => "NaN-NaN-NaN NaN:NaN:NaN.NaN".into(),
    }
}

/// `Date.prototype.toString` without the zone's long name in parentheses, which needs ICU data.
fn date_to_js_string(millis: f64) -> String {
    match timestamp(millis) {
        Some(time) => {
            let zoned = time.to_zoned(TimeZone::system());
            zoned.strftime("%a %b %d %Y %H:%M:%S GMT%z").to_string()
        }
        None => "Invalid Date".into(),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The text of a PostgreSQL array as Knex writes it inside `toString()`.
fn array_literal(items: &[Arg]) -> String {
    let parts: Vec<String> = items
        .iter()
        .map(|item| match item {
            Arg::Undefined | Arg::Null => "NULL".into(),
            Arg::Array(inner) => array_literal(inner),
            Arg::Number(_) => item.to_js_string(),
            Arg::String(text) => quote_element(text),
            other => quote_element(&escape(other)),
        })
        .collect();
    format!("{{{}}}", parts.join(","))
}

fn quote_element(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
