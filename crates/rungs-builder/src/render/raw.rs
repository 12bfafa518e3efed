use std::sync::LazyLock;

use indexmap::IndexMap;
use regex::{Captures, Regex};

use super::{Compiled, Context, Formatter};
use crate::{Arg, Builder, BuilderKind, Error};

/// `?`, `??` and `\?`, also the odd `\??` that Knex's pattern takes as one.
static POSITIONAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"\\?\?\??"));
/// `:name`, `:name:` and their escapes. Knex looks ahead for `::` (a cast behind an identifier) and `:`;
/// this engine has no look-ahead, so the colons behind the name are taken and judged in code.
static NAMED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\\?:(\w+)"));

fn pattern(text: &str) -> Regex {
    // The patterns are the two constants above; the tests compile them.
    Regex::new(text).expect("a constant pattern")
}

/// The parts of a `knex.ref()`.
#[derive(Debug, Default)]
pub struct ReferenceParts {
    name: Arg,
    schema: Option<String>,
    alias: Option<String>,
}

/// Renders `knex.raw()` or `knex.ref()`.
pub(super) fn compile(builder: &Builder, context: &Context) -> Result<Compiled, Error> {
    let site = builder.calls.first().and_then(|call| call.site.clone());
    let mut compiled = match builder.kind {
        BuilderKind::Ref => reference(builder, context)?,
        _ => raw(builder, context)?,
    };
    compiled.method = Some("raw");
    compiled.site = site;
    if let Some(keys) = undefined_keys(builder, &compiled) {
        return Err(Error::plain(format!(
            "Undefined binding(s) detected for keys [{keys}] when compiling RAW query: {}",
            compiled.sql
        )));
    }
    Ok(compiled)
}

fn raw(builder: &Builder, context: &Context) -> Result<Compiled, Error> {
    let (sql, bindings) = arguments(builder);
    let mut formatter = Formatter::new(context);
    let mut text = match &bindings {
        Arg::Array(values) => fill_positional(&sql, values, &mut formatter)?,
        Arg::Object(values) => fill_named(&sql, values, &mut formatter)?,
        Arg::Undefined => sql,
        other => {
            formatter.bindings.push(other.clone());
            sql
        }
    };
    if let Some(wrap) = builder.calls.iter().rev().find(|call| call.method == "wrap") {
        let part = |index: usize| wrap.args.get(index).filter(|arg| arg.is_truthy()).map(Arg::to_js_string);
        text = format!("{}{text}{}", part(0).unwrap_or_default(), part(1).unwrap_or_default());
    }
    Ok(Compiled { sql: text, bindings: formatter.bindings, ..Compiled::default() })
}

/// The SQL and the bindings of a raw: a lone value that is no object counts as a list of one.
fn arguments(builder: &Builder) -> (String, Arg) {
    let set = builder.calls.iter().rev().find(|call| call.method == "set");
    let argument = |index: usize| set.and_then(|call| call.args.get(index)).cloned().unwrap_or_default();
    let sql = match argument(0) {
        Arg::Undefined => "undefined".to_owned(),
        other => other.to_js_string(),
    };
    let bindings = match argument(1) {
        list @ (Arg::Array(_) | Arg::Object(_) | Arg::Undefined) => list,
        one @ (Arg::Date(_) | Arg::Buffer(_) | Arg::Opaque(_)) => one,
        one => Arg::Array(vec![one]),
    };
    (sql, bindings)
}

fn fill_positional(sql: &str, values: &[Arg], formatter: &mut Formatter) -> Result<String, Error> {
    let mut next = 0;
    let filled = replace_all(&POSITIONAL, sql, |captures, _| {
        let mark = &captures[0];
        if mark == "\\?" {
            return Ok((mark.to_owned(), 0));
        }
        let value = values.get(next).cloned().unwrap_or_default();
        next += 1;
        let text = if mark == "??" { formatter.columnize(&value)? } else { formatter.parameter(&value)? };
        Ok((text, 0))
    })?;
    if next != values.len() {
        return Err(Error::plain(format!("Expected {} bindings, saw {next}", values.len())));
    }
    Ok(filled)
}

fn fill_named(sql: &str, values: &IndexMap<String, Arg>, formatter: &mut Formatter) -> Result<String, Error> {
    replace_all(&NAMED, sql, |captures, rest| {
        let (whole, name) = (&captures[0], &captures[1]);
        // `:name:` is an identifier, also before a cast (`:name:::text`); `:name::text` is a value before a cast.
        let is_identifier = rest.starts_with(":::") || (rest.starts_with(':') && !rest.starts_with("::"));
        let taken = usize::from(is_identifier);
        if let Some(unescaped) = whole.strip_prefix('\\') {
            return Ok((format!("{unescaped}{}", &rest[..taken]), taken));
        }
        let text = match values.get(name) {
            None => format!("{whole}{}", &rest[..taken]),
            Some(Arg::Undefined) => {
                formatter.bindings.push(Arg::Undefined);
                format!("{whole}{}", &rest[..taken])
            }
            Some(value) if is_identifier => formatter.columnize(value)?,
            Some(value) => formatter.parameter(value)?,
        };
        Ok((text, taken))
    })
}

/// Replaces each match by what `replace` makes of it and of the text behind it; it also says how many bytes of
/// that text it has used up.
fn replace_all(
    pattern: &Regex,
    text: &str,
    mut replace: impl FnMut(&Captures, &str) -> Result<(String, usize), Error>,
) -> Result<String, Error> {
    let mut replaced = String::with_capacity(text.len());
    let mut position = 0;
    while let Some(captures) = pattern.captures_at(text, position) {
        // Group 0 is the match itself, always there.
        let Some(whole) = captures.get(0) else { break };
        replaced.push_str(&text[position..whole.start()]);
        let (substitute, taken) = replace(&captures, &text[whole.end()..])?;
        replaced.push_str(&substitute);
        position = whole.end() + taken;
    }
    replaced.push_str(&text[position..]);
    Ok(replaced)
}

fn reference(builder: &Builder, context: &Context) -> Result<Compiled, Error> {
    let mut parts = ReferenceParts::default();
    for call in &builder.calls {
        let argument = call.args.first().cloned().unwrap_or_default();
        match call.method.as_str() {
            "ref" => parts.name = argument,
            "withSchema" => parts.schema = argument.is_truthy().then(|| argument.to_js_string()),
            "as" => parts.alias = argument.is_truthy().then(|| argument.to_js_string()),
            _ => {}
        }
    }
    let mut formatter = Formatter::new(context);
    let mut sql = match parts.schema {
        Some(schema) => formatter.wrap_str(&format!("{schema}.{}", parts.name.to_js_string()))?,
        None => formatter.columnize(&parts.name)?,
    };
    if let Some(alias) = parts.alias {
        sql = format!("{sql} as {}", formatter.wrap_str(&alias)?);
    }
    Ok(Compiled { sql, bindings: formatter.bindings, ..Compiled::default() })
}

/// The positions or names of the undefined bindings, as Knex lists them; `None` when all are defined.
fn undefined_keys(builder: &Builder, compiled: &Compiled) -> Option<String> {
    if !compiled.bindings.iter().any(contains_undefined) {
        return None;
    }
    let keys: Vec<String> = match arguments(builder).1 {
        Arg::Array(values) => values
            .iter()
            .enumerate()
            .filter(|(_, value)| contains_undefined(value))
            .map(|(index, _)| index.to_string())
            .collect(),
        Arg::Object(values) => {
            values.iter().filter(|(_, value)| contains_undefined(value)).map(|(key, _)| key.clone()).collect()
        }
        _ => Vec::new(),
    };
    Some(keys.join(", ").replace(", ", ","))
}

fn contains_undefined(value: &Arg) -> bool {
    match value {
        Arg::Undefined => true,
        Arg::Array(items) => items.iter().any(contains_undefined),
        _ => false,
    }
}
