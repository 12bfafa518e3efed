//! Values as SQL literals: what Knex's `toString()` and `toQuery()` print, and defaults in DDL.

use super::{Context, compile, date, text::text};
use crate::{Arg, BuilderKind, Error, calls::number_to_string};

/// Knex's `_escapeBinding` for PostgreSQL (3.3.0, lib/dialects/postgres/index.js and lib/util/string.js).
pub fn escape(value: &Arg) -> String {
    match value {
        Arg::Undefined | Arg::Null => "NULL".into(),
        Arg::Bool(_) | Arg::Number(_) => value.to_js_string(),
        // Knex 3.3.0 walks through the characters of a bigint, which has none.
        Arg::BigInt(_) => "''".into(),
        Arg::String(text) => escape_string(text),
        Arg::Date(millis) => escape_string(&date::local(*millis)),
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
    let default = match value {
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
        Arg::Builder(builder) if !builder.callback && matches!(column_type, "json" | "jsonb") => {
            return Err(Error::type_error("Converting circular structure to JSON"));
        }
        Arg::Date(millis) => escape_string(&date::plain(*millis)),
        other => escape_string(&text(other, context)?),
    };
    Ok(Some(default))
}

/// `JSON.stringify(value)`; nothing for what JSON has no text for.
pub fn json(value: &Arg) -> String {
    let mut text = String::new();
    write_json(value, &mut text);
    text
}

/// Writes a value as JSON; false for what is left out of objects: undefined and functions.
fn write_json(value: &Arg, text: &mut String) -> bool {
    match value {
        Arg::Undefined | Arg::Builder(_) => return false,
        Arg::Null => text.push_str("null"),
        Arg::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Arg::Number(number) if number.is_finite() => text.push_str(&number_to_string(*number)),
        Arg::Number(_) => text.push_str("null"),
        Arg::BigInt(digits) => text.push_str(&json_string(digits)),
        Arg::String(string) => text.push_str(&json_string(string)),
        Arg::Date(millis) => {
            text.push_str(&date::iso(*millis).map_or("null".into(), |time| json_string(&time)))
        }
        Arg::Buffer(bytes) => {
            text.push_str(&serde_json::json!({"type": "Buffer", "data": bytes}).to_string())
        }
        Arg::Array(items) => {
            write_list(text, ['[', ']'], items.iter(), |item, text| {
                if !write_json(item, text) {
                    text.push_str("null");
                }
                true
            });
        }
        Arg::Object(entries) => {
            write_list(text, ['{', '}'], entries.iter(), |(key, value), text| {
                let start = text.len();
                text.push_str(&json_string(key));
                text.push(':');
                let written = write_json(value, text);
                if !written {
                    text.truncate(start);
                }
                written
            });
        }
        Arg::Opaque(opaque) => text.push_str(&opaque.text),
    }
    true
}

/// Writes items between brackets, with commas between those that are written at all.
fn write_list<T>(
    text: &mut String,
    [open, close]: [char; 2],
    items: impl Iterator<Item = T>,
    write: impl Fn(T, &mut String) -> bool,
) {
    text.push(open);
    let mut is_first = true;
    for item in items {
        let start = text.len();
        if !is_first {
            text.push(',');
        }
        if write(item, text) {
            is_first = false;
        } else {
            text.truncate(start);
        }
    }
    text.push(close);
}

/// A JSON string; `serde_json` escapes as JavaScript does.
fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
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
            Arg::String(text) => json_string(text),
            other => json_string(&escape(other)),
        })
        .collect();
    format!("{{{}}}", parts.join(","))
}
