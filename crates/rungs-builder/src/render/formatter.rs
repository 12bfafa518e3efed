use super::{
    Context,
    query::{self, Part},
    raw,
};
use crate::{Arg, Builder, BuilderKind, Error};

/// Quotes identifiers and collects bindings while a statement is written.
pub struct Formatter<'a> {
    /// What the rendering depends on.
    pub context: &'a Context<'a>,
    /// The bindings so far, in the order of their `?`.
    pub bindings: Vec<Arg>,
    /// What Knex's logger warns of while this is written.
    pub warnings: Vec<String>,
    /// The query context that raws inside this statement inherit.
    pub inherited: Option<&'a Arg>,
}

/// What stands between an identifier and its alias, in any case.
const ALIAS_SEPARATOR: &str = " as ";

impl<'a> Formatter<'a> {
    /// A formatter without bindings.
    pub fn new(context: &'a Context<'a>) -> Self {
        Self { context, bindings: Vec::new(), warnings: Vec::new(), inherited: context.query_context }
    }

    /// Quotes one identifier segment: `users` → `"users"`; `*` stays. The knexfile's `wrapIdentifier` has its say.
    ///
    /// # Errors
    /// What the user's `wrapIdentifier` throws.
    pub fn identifier(&self, segment: &str) -> Result<String, Error> {
        self.quote(segment.trim())
    }

    /// The same without trimming.
    ///
    /// # Errors
    /// What the user's `wrapIdentifier` throws.
    pub fn quote(&self, segment: &str) -> Result<String, Error> {
        match self.context.wrap_identifier {
            Some(wrap) => wrap(segment, self.context.query_context),
            None => Ok(quote_identifier(segment)),
        }
    }

    /// Quotes a possibly dotted, possibly aliased name: `a.b as c` → `"a"."b" as "c"`.
    ///
    /// # Errors
    /// What the user's `wrapIdentifier` throws.
    pub fn wrap_str(&self, text: &str) -> Result<String, Error> {
        if let Some(at) = alias_separator(text) {
            let (name, alias) = (&text[..at], &text[at + ALIAS_SEPARATOR.len()..]);
            return Ok(format!("{} as {}", self.wrap_str(name)?, self.identifier(alias)?));
        }
        let mut segments = text.split('.');
        let first = segments.next().unwrap_or_default();
        let rest: Vec<&str> = segments.collect();
        if rest.is_empty() {
            return self.identifier(first);
        }
        let mut wrapped = self.wrap_str(first.trim())?;
        for segment in rest {
            wrapped.push('.');
            wrapped.push_str(&self.identifier(segment)?);
        }
        Ok(wrapped)
    }

    /// Writes a value where Knex expects an identifier: a name, a raw, a subquery, an object of aliases.
    ///
    /// # Errors
    /// What Knex refuses.
    pub fn wrap(&mut self, value: &Arg) -> Result<String, Error> {
        match value {
            Arg::Builder(builder) if builder.callback => {
                let compiled = query::compile_within(builder, Part::Whole, self)?;
                output_query(&compiled, true, self)
            }
            Arg::Builder(builder) => match self.builder(builder, false)? {
                // Knex 3.3.0 takes a builder that writes nothing for an object of aliases, and falls over itself.
                empty if empty.is_empty() => Err(Error::type_error("Converting circular structure to JSON")),
                sql => Ok(sql),
            },
            Arg::Object(entries) => {
                let mut parts = Vec::with_capacity(entries.len());
                for (alias, target) in entries {
                    parts.push(self.aliased(alias, target)?);
                }
                Ok(parts.join(", "))
            }
            Arg::Array(items) => {
                let mut parts = Vec::with_capacity(items.len());
                for (index, target) in items.iter().enumerate() {
                    parts.push(self.aliased(&index.to_string(), target)?);
                }
                Ok(parts.join(", "))
            }
            Arg::Number(_) => Ok(value.to_js_string()),
            // `for … in null` runs over nothing.
            Arg::Null => Ok(String::new()),
            other => self.wrap_str(&other.to_js_string()),
        }
    }

    fn aliased(&mut self, alias: &str, target: &Arg) -> Result<String, Error> {
        match target {
            Arg::Builder(builder) if builder.callback => {
                let mut compiled = query::compile_within(builder, Part::Whole, self)?;
                compiled.alias = Some(alias.to_owned());
                output_query(&compiled, true, self)
            }
            Arg::Builder(builder) if builder.kind == BuilderKind::Query => {
                let inner = self.wrap(target)?;
                Ok(format!("({inner}) as {}", self.identifier(alias)?))
            }
            _ => Ok(format!("{} as {}", self.wrap(target)?, self.identifier(alias)?)),
        }
    }

    /// One name or a list of them, separated by commas.
    ///
    /// # Errors
    /// What Knex refuses.
    pub fn columnize(&mut self, target: &Arg) -> Result<String, Error> {
        match target {
            Arg::Array(items) => self.columnize_list(items),
            one => self.wrap(one),
        }
    }

    /// Names separated by commas.
    ///
    /// # Errors
    /// What Knex refuses.
    pub fn columnize_list(&mut self, targets: &[Arg]) -> Result<String, Error> {
        let mut parts = Vec::with_capacity(targets.len());
        for target in targets {
            parts.push(self.wrap(target)?);
        }
        Ok(parts.join(", "))
    }

    /// Writes a value where Knex expects a parameter: `?` and a binding, or the SQL of a raw or subquery.
    ///
    /// # Errors
    /// What Knex refuses.
    pub fn parameter(&mut self, value: &Arg) -> Result<String, Error> {
        match value {
            Arg::Builder(builder) if builder.callback => {
                let compiled = query::compile_within(builder, Part::Whole, self)?;
                output_query(&compiled, true, self)
            }
            // A builder that writes nothing leaves a mark without a binding (Knex 3.3.0).
            Arg::Builder(builder) => {
                let sql = self.builder(builder, true)?;
                Ok(if sql.is_empty() { "?".into() } else { sql })
            }
            other => {
                self.bindings.push(other.clone());
                Ok("?".into())
            }
        }
    }

    /// The SQL of a raw, a reference or a subquery, its bindings taken over; `None` for anything else, and where that
    /// is no SQL at all.
    ///
    /// # Errors
    /// What Knex refuses.
    pub fn unwrap_raw(&mut self, value: &Arg) -> Result<Option<String>, Error> {
        match value {
            Arg::Builder(builder) if !builder.callback => {
                Ok(Some(self.builder(builder, false)?).filter(|sql| !sql.is_empty()))
            }
            _ => Ok(None),
        }
    }

    /// A callback, a subquery or a raw where a statement belongs; nothing for anything else.
    ///
    /// # Errors
    /// What Knex refuses.
    pub fn statement(&mut self, value: &Arg, part: Part) -> Result<String, Error> {
        match value.as_callback() {
            Some(callback) => {
                let compiled = query::compile_within(callback, part, self)?;
                output_query(&compiled, false, self)
            }
            None => Ok(self.unwrap_raw(value)?.unwrap_or_default()),
        }
    }

    /// The SQL of a builder inside another statement.
    ///
    /// # Errors
    /// What Knex refuses.
    pub fn builder(&mut self, builder: &Builder, is_parameter: bool) -> Result<String, Error> {
        match builder.kind {
            BuilderKind::Raw | BuilderKind::Ref => {
                let context = Context { query_context: self.inherited, ..*self.context };
                let compiled = raw::compile(builder, &context)?;
                self.bindings.extend(compiled.bindings);
                Ok(compiled.sql)
            }
            _ => {
                let compiled = query::compile_within(builder, Part::Whole, self)?;
                output_query(&compiled, is_parameter, self)
            }
        }
    }
}

/// PostgreSQL's quoting as Knex does it: quotes doubled, and `name[1]` keeps its first subscript outside
/// (what follows the subscript is lost in Knex 3.3.0, so it is here).
pub fn quote_identifier(segment: &str) -> String {
    if segment == "*" {
        return segment.to_owned();
    }
    let (name, subscript) = match find_subscript(segment) {
        Some((start, end)) => (&segment[..start], &segment[start..end]),
        None => (segment, ""),
    };
    format!("\"{}\"{subscript}", name.replace('"', "\"\""))
}

/// The byte range of the first `[digits]`.
fn find_subscript(text: &str) -> Option<(usize, usize)> {
    text.match_indices('[').find_map(|(start, _)| {
        let rest = &text[start + 1..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (digits > 0 && rest[digits..].starts_with(']')).then_some((start, start + digits + 2))
    })
}

fn alias_separator(text: &str) -> Option<usize> {
    text.as_bytes()
        .windows(ALIAS_SEPARATOR.len())
        .position(|window| window.eq_ignore_ascii_case(ALIAS_SEPARATOR.as_bytes()))
}

/// Puts a select in parentheses, and names it, where it stands inside another statement.
pub(super) fn output_query(
    compiled: &super::Compiled,
    is_parameter: bool,
    formatter: &Formatter,
) -> Result<String, Error> {
    let is_select = matches!(compiled.method, Some("select" | "first"));
    if compiled.sql.is_empty() || !is_select || !(is_parameter || compiled.alias.is_some()) {
        return Ok(compiled.sql.clone());
    }
    match &compiled.alias {
        Some(alias) => Ok(format!("({}) as {}", compiled.sql, formatter.wrap_str(alias)?)),
        None => Ok(format!("({})", compiled.sql)),
    }
}
