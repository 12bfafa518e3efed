use crate::{
    Arg, Error,
    ast::schema::{Alteration, Arguments, Change, Constraint, Index, Unique},
    calls::{UNDEFINED, nth},
};

type Read = fn(&[Arg]) -> Result<Alteration, Error>;

/// The methods that are statements of their own, also behind a column (which then is the first argument).
const METHODS: &[(&str, Read)] = &[
    ("index", index),
    ("unique", unique),
    ("primary", primary),
    ("dropColumn", drop_columns),
    ("dropColumns", drop_columns),
    ("dropTimestamps", drop_timestamps),
    ("renameColumn", |args| change(Change::RenameColumn { from: at(args, 0), to: at(args, 1) })),
    ("setNullable", |args| change(Change::SetNullable { column: at(args, 0), nullable: true })),
    ("dropNullable", |args| change(Change::SetNullable { column: at(args, 0), nullable: false })),
    ("dropChecks", |args| change(Change::DropChecks(at(args, 0)))),
    ("dropPrimary", |args| change(Change::DropPrimary { name: at(args, 0), if_exists: false })),
    ("dropPrimaryIfExists", |args| change(Change::DropPrimary { name: at(args, 0), if_exists: true })),
    ("dropUnique", |args| drop_constraint(args, "unique", false)),
    ("dropUniqueIfExists", |args| drop_constraint(args, "unique", true)),
    ("dropForeign", |args| drop_constraint(args, "foreign", false)),
    ("dropForeignIfExists", |args| drop_constraint(args, "foreign", true)),
    ("dropIndex", |args| change(Change::DropIndex { columns: at(args, 0), name: at(args, 1) })),
];

/// Reads a method that is a statement of its own; `None` if it is none.
///
/// # Errors
/// What Knex refuses.
pub(super) fn read(method: &str, args: &[Arg]) -> Result<Option<Alteration>, Error> {
    METHODS.iter().find(|(name, _)| *name == method).map(|(_, read)| read(args)).transpose()
}

fn at(args: &[Arg], index: usize) -> Arg {
    nth(args, index).clone()
}

fn change(change: Change) -> Result<Alteration, Error> {
    Ok(Alteration::Change(change))
}

/// `index(columns, name, options)`, where the options may be the access method alone.
fn index(args: &[Arg]) -> Result<Alteration, Error> {
    let options = nth(args, 2);
    let method = if options.as_str().is_some() { options } else { options.option("storageEngineIndexType") };
    Ok(Alteration::Index(Index {
        columns: at(args, 0),
        name: at(args, 1),
        kind: options.option("indexType").clone(),
        method: method.clone(),
        predicate: options.option("predicate").clone(),
    }))
}

/// `unique(columns, name)` or `unique(columns, options)`
fn unique(args: &[Arg]) -> Result<Alteration, Error> {
    let given = nth(args, 1);
    let options = if given.is_object() { Some(given) } else { None };
    let option = |key: &str| options.map_or(UNDEFINED, |options| options.option(key)).clone();
    let (deferrable, predicate) = (option("deferrable"), option("predicate"));
    let use_constraint = match option("useConstraint") {
        Arg::Undefined => deferrable.is_truthy() || !predicate.is_truthy(),
        given => given.is_truthy(),
    };
    let name = if options.is_some() { option("indexName") } else { given.clone() };
    Ok(Alteration::Unique(Unique {
        constraint: Constraint { columns: at(args, 0), name, deferrable, arguments: Arguments::Some },
        use_constraint,
        predicate,
    }))
}

/// `primary(columns, name)` or `primary(columns, options)`
fn primary(args: &[Arg]) -> Result<Alteration, Error> {
    let given = nth(args, 1);
    let (name, deferrable) = if given.is_object() {
        (given.option("constraintName").clone(), given.option("deferrable").clone())
    } else {
        (given.clone(), Arg::Undefined)
    };
    let is_empty = |arg: &Arg| matches!(arg, Arg::Array(items) if items.is_empty());
    let arguments = match args {
        [] => Arguments::None,
        given if given.iter().all(is_empty) => Arguments::Empty,
        _ => Arguments::Some,
    };
    Ok(Alteration::Primary(Constraint { columns: at(args, 0), name, deferrable, arguments }))
}

/// Knex's `normalizeArr`: the list that was given, or the arguments as a list.
fn drop_columns(args: &[Arg]) -> Result<Alteration, Error> {
    change(Change::DropColumns(match args.first() {
        Some(Arg::Array(items)) => items.clone(),
        _ => args.to_vec(),
    }))
}

fn drop_timestamps(args: &[Arg]) -> Result<Alteration, Error> {
    let names = if *nth(args, 0) == Arg::Bool(true) {
        ["createdAt", "updatedAt"]
    } else {
        ["created_at", "updated_at"]
    };
    change(Change::DropColumns(names.map(Arg::from).to_vec()))
}

fn drop_constraint(args: &[Arg], suffix: &'static str, if_exists: bool) -> Result<Alteration, Error> {
    change(Change::DropConstraint { suffix, columns: at(args, 0), name: at(args, 1), if_exists })
}
