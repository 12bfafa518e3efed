use super::reader::{Args, Reader, args};
use crate::{
    Arg, Call, Error,
    ast::query::{CommonTable, Materialization},
};

/// `with(alias, [columns,] statement)`
pub fn with<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    validate(args(call), "with")?;
    push(reader, args(call), false, None);
    Ok(())
}

/// `withRecursive(alias, [columns,] statement)`
pub fn recursive<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    validate(args(call), "withRecursive")?;
    push(reader, args(call), true, None);
    Ok(())
}

/// `withMaterialized(alias, [columns,] statement)`
pub fn materialized<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    validate(args(call), "with")?;
    push(reader, args(call), false, Some(Materialization::Materialized));
    Ok(())
}

/// `withNotMaterialized(alias, [columns,] statement)`
pub fn not_materialized<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    validate(args(call), "with")?;
    push(reader, args(call), false, Some(Materialization::NotMaterialized));
    Ok(())
}

/// `withWrapped(alias, [columns,] statement, materialized)`: `with` without the checks.
pub fn wrapped<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let materialization = match args(call).get(3) {
        Arg::Undefined => None,
        yes if yes.is_truthy() => Some(Materialization::Materialized),
        _ => Some(Materialization::NotMaterialized),
    };
    push(reader, args(call), false, materialization);
    Ok(())
}

/// `withRecursiveWrapped(alias, [columns,] statement)`
pub fn recursive_wrapped<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    push(reader, args(call), true, None);
    Ok(())
}

/// Where the statement and where the column list stand among the arguments.
fn positions(args: Args<'_>) -> (usize, Option<usize>) {
    if args.get(2).is_undefined() { (1, None) } else { (2, Some(1)) }
}

fn push<'a>(
    reader: &mut Reader<'a>,
    args: Args<'a>,
    recursive: bool,
    materialization: Option<Materialization>,
) {
    let (statement, columns) = positions(args);
    reader.query.with.push(CommonTable {
        alias: args.value(0),
        columns: columns.map(|index| args.value(index)).filter(|columns| columns.is_truthy()),
        statement: args.value(statement),
        recursive,
        materialization,
    });
}

fn validate(args: Args<'_>, method: &str) -> Result<(), Error> {
    let (statement, columns) = positions(args);
    let is_statement = matches!(args.get(statement), Arg::Builder(_));
    let columns = columns.map_or(&Arg::Undefined, |index| args.get(index));
    if args.get(0).as_str().is_none() {
        return Err(Error::plain(format!("{method}() first argument must be a string")));
    }
    if is_statement && columns.is_undefined() {
        return Ok(());
    }
    let is_name_list = columns
        .as_array()
        .is_some_and(|names| !names.is_empty() && names.iter().all(|name| name.as_str().is_some()));
    if !is_name_list {
        return Err(Error::plain(format!(
            "{method}() second argument must be a statement or non-empty column name list."
        )));
    }
    if !is_statement {
        return Err(Error::plain(format!(
            "{method}() third argument must be a function / QueryBuilder or a raw when its second argument is a column name list"
        )));
    }
    Ok(())
}
