use super::{check, column::ColumnWriter};
use crate::{
    Arg, Context, Error,
    ast::schema::{Column, Modifier},
    calls::nth,
    render::{Formatter, literal::format_default},
};

/// Writes a modifier's clause; `None` where it is a statement of its own.
type Write = fn(&mut ColumnWriter, &[Arg]) -> Result<Option<String>, Error>;

/// The modifiers in the order in which Knex writes them.
const MODIFIERS: &[(Modifier, Write)] = &[
    (Modifier::Nullable, nullable),
    (Modifier::Default, default),
    (Modifier::Comment, comment),
    (Modifier::Check, |_, _| Err(Arg::Undefined.no_property("apply"))),
    (Modifier::CheckPositive, |column, args| check::compared(column, ">", nth(args, 0))),
    (Modifier::CheckNegative, |column, args| check::compared(column, "<", nth(args, 0))),
    (Modifier::CheckIn, |column, args| check::listed(column, "in", args)),
    (Modifier::CheckNotIn, |column, args| check::listed(column, "not in", args)),
    (Modifier::CheckBetween, check::between),
    (Modifier::CheckLength, check::length),
    (Modifier::CheckRegex, check::regex),
];

/// The clauses behind a column's type. Columns that count by themselves take no modifier but a comment.
pub(super) fn render_all(column: &mut ColumnWriter) -> Result<Vec<String>, Error> {
    let is_increments = column.column.column_type.is_increments();
    let mut clauses = Vec::new();
    for (modifier, write) in MODIFIERS {
        if is_increments && *modifier != Modifier::Comment {
            continue;
        }
        let Some(args) = column.column.modifiers.get(modifier) else { continue };
        clauses.extend(write(column, args)?);
    }
    Ok(clauses)
}

fn nullable(_: &mut ColumnWriter, args: &[Arg]) -> Result<Option<String>, Error> {
    let clause = if *nth(args, 0) == Arg::Bool(false) { "not null" } else { "null" };
    Ok(Some(clause.into()))
}

fn default(column: &mut ColumnWriter, args: &[Arg]) -> Result<Option<String>, Error> {
    default_clause(nth(args, 0), column.column, column.context).map(Some)
}

/// `default …`; without a value Knex writes the word alone.
pub(super) fn default_clause(value: &Arg, column: &Column, context: &Context) -> Result<String, Error> {
    let context = Context { query_context: None, ..*context };
    let value = format_default(value, column.column_type.name, &context)?;
    Ok(format!("default {}", value.unwrap_or_default()))
}

/// `comment(text)`: a statement after the table's. Only quotes that stand alone are doubled.
fn comment(column: &mut ColumnWriter, args: &[Arg]) -> Result<Option<String>, Error> {
    let text = match nth(args, 0) {
        Arg::String(text) if !text.is_empty() => format!("'{}'", double_lone_quotes(text)),
        other if !other.is_truthy() => "NULL".into(),
        _ => return Err(Error::type_error("comment.replace is not a function")),
    };
    let table = column.table.name()?;
    let mut formatter = Formatter::new(column.context);
    let name = formatter.wrap(&column.name()?)?;
    column.push(format!("comment on column {table}.{name} is {text}"));
    Ok(None)
}

/// Knex takes two quotes in a row for an escaped one.
fn double_lone_quotes(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let is_quote = |index: Option<usize>| index.and_then(|index| characters.get(index)) == Some(&'\'');
    let mut doubled = String::with_capacity(text.len());
    for (index, character) in characters.iter().enumerate() {
        doubled.push(*character);
        if *character == '\'' && !is_quote(index.checked_sub(1)) && !is_quote(Some(index + 1)) {
            doubled.push('\'');
        }
    }
    doubled
}
