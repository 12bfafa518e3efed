//! Check constraints: of a table, and the `check…` modifiers of a column.

use super::{column::ColumnWriter, column_type::integer_or, table::TableWriter};
use crate::{
    Arg, Builder, Context, Error,
    ast::schema::{Check, ColumnChange},
    calls::nth,
    render::{literal::escape, operator::operator, text::text},
};

/// The clause of `check()` in `create table`.
pub(super) fn table_check(check: &Check, context: &Context) -> Result<String, Error> {
    if check.predicate.as_str().is_none() {
        return Err(no_sql(check));
    }
    let args = vec![check.predicate.clone(), check.bindings.clone()];
    let predicate = text(&Arg::Builder(Box::new(Builder::raw(args, None))), context)?;
    Ok(format!("{}check ({predicate})", constraint(&check.name, context)?))
}

/// What Knex trips over where the predicate is no text: a raw is none.
fn no_sql(check: &Check) -> Error {
    match (&check.predicate, &check.bindings) {
        (absent, _) if absent.is_nullish() => absent.no_property("replace"),
        (_, Arg::Undefined) => Error::type_error("sql.replace is not a function"),
        _ => Error::type_error("raw.sql.replace is not a function"),
    }
}

/// The statement of `check()` in `alter table`; Knex ignores its bindings.
pub(super) fn add_check(check: &Check, table: &mut TableWriter) -> Result<String, Error> {
    let table_name = table.name()?;
    let name = match check.name.truthy() {
        Some(name) => text(name, table.context)?,
        None => {
            table.checks += 1;
            format!("{table_name}_{}", table.checks)
        }
    };
    let predicate = text(&check.predicate, table.context)?;
    Ok(format!("alter table {table_name} add constraint {name} check({predicate})"))
}

fn constraint(name: &Arg, context: &Context) -> Result<String, Error> {
    match name.truthy() {
        Some(name) => Ok(format!("constraint {} ", text(name, context)?)),
        None => Ok(String::new()),
    }
}

/// A clause of the column that is added, a statement of its own when it is altered.
fn column_check(column: &mut ColumnWriter, predicate: &str, name: &Arg) -> Result<Option<String>, Error> {
    if column.column.change == ColumnChange::Add {
        return Ok(Some(format!("{}check ({predicate})", constraint(name, column.context)?)));
    }
    let name = match name.truthy() {
        Some(name) => text(name, column.context)?,
        None => {
            column.checks += 1;
            let table = text(&column.table.table.name, column.context)?;
            format!("{table}_{}_{}", text(&column.name()?, column.context)?, column.checks)
        }
    };
    let table = column.table.name()?;
    column.push(format!("alter table {table} add constraint {name} check({predicate})"));
    Ok(None)
}

/// `checkPositive(name)`, `checkNegative(name)`
pub(super) fn compared(
    column: &mut ColumnWriter,
    operator: &str,
    name: &Arg,
) -> Result<Option<String>, Error> {
    let predicate = format!("{} {operator} 0", column.quoted_name()?);
    column_check(column, &predicate, name)
}

/// `checkIn(values, name)`, `checkNotIn(values, name)`
pub(super) fn listed(column: &mut ColumnWriter, word: &str, args: &[Arg]) -> Result<Option<String>, Error> {
    let quoted = column.quoted_name()?;
    let values = match nth(args, 0) {
        Arg::Array(values) => values.iter().map(literal).collect::<Result<Vec<_>, _>>()?.join(","),
        absent if absent.is_nullish() => return Err(absent.no_property("map")),
        _ => return Err(Error::type_error("values.map is not a function")),
    };
    column_check(column, &format!("{quoted} {word} ({values})"), nth(args, 1))
}

/// `checkBetween([from, to], name)`, or a list of such intervals.
pub(super) fn between(column: &mut ColumnWriter, args: &[Arg]) -> Result<Option<String>, Error> {
    let intervals = match nth(args, 0) {
        Arg::Array(items) => match items.as_slice() {
            [from, to] if !is_array(from) && !is_array(to) => vec![nth(args, 0).clone()],
            _ => items.clone(),
        },
        absent if absent.is_nullish() => return Err(absent.no_property("length")),
        _ => return Err(Error::type_error("intervals.map is not a function")),
    };
    let quoted = column.quoted_name()?;
    let mut conditions = Vec::with_capacity(intervals.len());
    for interval in &intervals {
        let (from, to) = ends(interval)?;
        conditions.push(format!("{quoted} between {} and {}", literal(&from)?, literal(&to)?));
    }
    column_check(column, &conditions.join(" or "), nth(args, 1))
}

/// `interval[0]` and `interval[1]`, also of a text.
fn ends(interval: &Arg) -> Result<(Arg, Arg), Error> {
    let mut ends = match interval {
        Arg::Array(items) => items.clone(),
        Arg::String(text) => text.chars().map(|character| Arg::String(character.into())).collect(),
        other => vec![other.property("0")?.clone(), other.option("1").clone()],
    }
    .into_iter();
    Ok((ends.next().unwrap_or_default(), ends.next().unwrap_or_default()))
}

/// A value as SQL; a builder is none.
fn literal(value: &Arg) -> Result<String, Error> {
    match value {
        Arg::Builder(builder) if !builder.callback => {
            Err(Error::type_error("Converting circular structure to JSON"))
        }
        other => Ok(escape(other)),
    }
}

fn is_array(value: &Arg) -> bool {
    matches!(value, Arg::Array(_))
}

/// `checkLength(operator, length, name)`
pub(super) fn length(column: &mut ColumnWriter, args: &[Arg]) -> Result<Option<String>, Error> {
    let operator = operator(nth(args, 0))?;
    let length = integer_or(nth(args, 1), "undefined", column.context)?;
    let predicate = format!("length({}) {operator} {length}", column.quoted_name()?);
    column_check(column, &predicate, nth(args, 2))
}

/// `checkRegex(pattern, name)`
pub(super) fn regex(column: &mut ColumnWriter, args: &[Arg]) -> Result<Option<String>, Error> {
    let predicate = format!("{} ~ {}", column.quoted_name()?, literal(nth(args, 0))?);
    column_check(column, &predicate, nth(args, 1))
}
