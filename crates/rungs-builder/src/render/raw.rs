use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{Compiled, Context, Formatter, text::text};
use crate::{
    Arg, Builder, BuilderKind, Error,
    calls::{Entries, UNDEFINED},
};

/// `:name`, `:name:` and their escapes. Knex looks ahead for `::` (a cast behind an identifier) and `:`;
/// this engine has no look-ahead, so the colons behind the name are taken and judged in code.
static NAMED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\\?:([A-Za-z0-9_]+)"));

fn pattern(text: &str) -> Regex {
    // The patterns are the two constants above; the tests compile them.
    Regex::new(text).expect("a constant pattern")
}

/// Renders `knex.raw()` or `knex.ref()`.
pub(super) fn compile(builder: &Builder, context: &Context) -> Result<Compiled, Error> {
    let site = builder.calls.first().and_then(|call| call.site.clone());
    let query_context = context.query_context.or(own_query_context(builder));
    let context = &Context { query_context, ..*context };
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
    let sql = text(sql, context)?;
    // What this raw inherited it uses, but does not pass on.
    let mut formatter = Formatter { inherited: own_query_context(builder), ..Formatter::new(context) };
    let text = match &bindings {
        Arg::Array(values) => fill_positional(&sql, values, &mut formatter)?,
        Arg::Object(values) => fill_named(&sql, values, &mut formatter)?,
        Arg::Undefined => sql,
        other => {
            formatter.bindings.push(other.clone());
            sql
        }
    };
    let sql = wrapped(builder, text, context)?;
    Ok(Compiled { sql, bindings: formatter.bindings, ..Compiled::default() })
}

/// What the last `wrap(before, after)` makes of it.
fn wrapped(builder: &Builder, sql: String, context: &Context) -> Result<String, Error> {
    let Some(wrap) = builder.calls.iter().rev().find(|call| call.method == "wrap") else { return Ok(sql) };
    let part = |index: usize| match wrap.arg(index) {
        part if part.is_truthy() => text(part, context),
        _ => Ok(String::new()),
    };
    Ok(format!("{}{sql}{}", part(0)?, part(1)?))
}

fn own_query_context(builder: &Builder) -> Option<&Arg> {
    builder.calls.iter().rev().find(|call| call.method == "queryContext").and_then(|call| call.args.first())
}

/// The SQL and the bindings of a raw: a lone value that is no object counts as a list of one.
fn arguments(builder: &Builder) -> (&Arg, Arg) {
    let set = builder.calls.iter().rev().find(|call| call.method == "set");
    let argument = |index: usize| set.map_or(UNDEFINED, |call| call.arg(index));
    let bindings = match argument(1) {
        list @ (Arg::Array(_) | Arg::Object(_) | Arg::Undefined) => list.clone(),
        one @ (Arg::Date(_) | Arg::Buffer(_) | Arg::Opaque(_)) => one.clone(),
        one => Arg::Array(vec![one.clone()]),
    };
    (argument(0), bindings)
}

/// Fills `?` (a value) and `??` (an identifier); `\?` stays, and so does the odd `\??`, as an identifier behind a
/// backslash, which Knex's pattern takes as one.
fn fill_positional(sql: &str, values: &[Arg], formatter: &mut Formatter) -> Result<String, Error> {
    let mut filled = String::with_capacity(sql.len());
    let mut next = 0;
    let mut rest = sql;
    while let Some(at) = rest.find('?') {
        let is_escaped = rest[..at].ends_with('\\');
        let is_identifier = rest[at + 1..].starts_with('?');
        let end = at + 1 + usize::from(is_identifier);
        if is_escaped && !is_identifier {
            filled.push_str(&rest[..end]);
        } else {
            filled.push_str(&rest[..at - usize::from(is_escaped)]);
            let value = values.get(next).unwrap_or(UNDEFINED);
            next += 1;
            // Behind a backslash even two marks are no identifier.
            let is_name = is_identifier && !is_escaped;
            filled.push_str(&if is_name {
                formatter.columnize(value)?
            } else {
                formatter.parameter(value)?
            });
        }
        rest = &rest[end..];
    }
    filled.push_str(rest);
    if next != values.len() {
        return Err(Error::plain(format!("Expected {} bindings, saw {next}", values.len())));
    }
    Ok(filled)
}

fn fill_named(sql: &str, values: &Entries, formatter: &mut Formatter) -> Result<String, Error> {
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
            Some(value) if is_identifier => replacement(&formatter.columnize(value)?, &format!("{whole}:")),
            Some(value) => replacement(&formatter.parameter(value)?, whole),
        };
        Ok((text, taken))
    })
}

/// What `String.replace` makes of a replacement, which Knex gives it as text: `$$` is a dollar, `$&` what is replaced.
fn replacement(text: &str, replaced: &str) -> String {
    if !text.contains('$') {
        return text.to_owned();
    }
    let mut expanded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        expanded.push_str(&rest[..at]);
        let (substitute, taken) = match rest.as_bytes().get(at + 1) {
            Some(b'$') => ("$", 2),
            Some(b'&') => (replaced, 2),
            Some(b'`' | b'\'') => ("", 2),
            _ => ("$", 1),
        };
        expanded.push_str(substitute);
        rest = &rest[at + taken..];
    }
    expanded.push_str(rest);
    expanded
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
    let last = |method: &str| {
        builder.calls.iter().rev().find(|call| call.method == method).map_or(UNDEFINED, |call| call.arg(0))
    };
    let (name, schema, alias) = (last("ref"), last("withSchema"), last("as"));
    let mut formatter = Formatter::new(context);
    let mut sql = if schema.is_truthy() {
        formatter.wrap_str(&format!("{}.{}", text(schema, context)?, text(name, context)?))?
    } else {
        formatter.columnize(name)?
    };
    if alias.is_truthy() {
        sql = format!("{sql} as {}", formatter.wrap(alias)?);
    }
    // The reference becomes a raw without bindings: a question mark in a name is one too many.
    let sql = wrapped(builder, fill_positional(&sql, &[], &mut Formatter::new(context))?, context)?;
    Ok(Compiled { sql, ..Compiled::default() })
}

/// The positions or names of the undefined bindings, as Knex lists them; `None` when all are defined.
fn undefined_keys(builder: &Builder, compiled: &Compiled) -> Option<String> {
    if !compiled.bindings.iter().any(Arg::contains_undefined) {
        return None;
    }
    let bindings = arguments(builder).1;
    let keys: Vec<String> = match &bindings {
        Arg::Array(_) | Arg::Object(_) => {
            let undefined = bindings.entries().into_iter().filter(|(_, value)| value.contains_undefined());
            undefined.map(|(key, _)| key).collect()
        }
        _ => vec!["0".into()],
    };
    Some(keys.join(","))
}
