use super::column::ColumnWriter;
use crate::{
    Arg, Context, Error,
    ast::schema::TypeSql,
    calls::{nth, number_to_string},
    render::{
        Formatter,
        text::{join, text},
    },
};

/// Renders the type of a column; a native enum's type is created before the table.
pub(super) fn render(column: &mut ColumnWriter) -> Result<String, Error> {
    let args = &column.column.args;
    let (first, second) = (nth(args, 1), nth(args, 2));
    match column.column.column_type.sql {
        TypeSql::Fixed(sql) => Ok(sql.to_owned()),
        TypeSql::Varchar => Ok(format!("varchar({})", integer_or(first, "255", column.context)?)),
        TypeSql::Decimal if *first == Arg::Null => Ok("decimal".into()),
        TypeSql::Decimal => {
            let precision = integer_or(first, "8", column.context)?;
            Ok(format!("decimal({precision}, {})", integer_or(second, "2", column.context)?))
        }
        TypeSql::Bit => bit(first),
        TypeSql::Enum => enumeration(column),
        TypeSql::Json => Ok(json(first, column)),
        TypeSql::Timestamp => timestamp(first, second, column),
        TypeSql::Serial(sql) => key_type(sql, first, true, column),
        TypeSql::Uuid => key_type("uuid", first, false, column),
        TypeSql::Specific => text(first, column.context),
    }
}

/// Knex's `toNumber`: the whole number that a value starts with.
pub(super) fn integer_or(value: &Arg, fallback: &str, context: &Context) -> Result<String, Error> {
    let number = if value.is_nullish() { None } else { Arg::String(text(value, context)?).parse_int() };
    Ok(number.map_or_else(|| fallback.to_owned(), number_to_string))
}

/// `bit(name, { length })`; a string's or a list's own length counts, too.
fn bit(options: &Arg) -> Result<String, Error> {
    let length = match options {
        Arg::String(text) => Arg::Number(text.encode_utf16().count() as f64),
        Arg::Array(items) => Arg::Number(items.len() as f64),
        other => other.property("length")?.clone(),
    };
    Ok(match length {
        Arg::Bool(false) => "bit".into(),
        length => format!("bit({})", length.to_js_string()),
    })
}

fn json(as_jsonb: &Arg, column: &mut ColumnWriter) -> String {
    if !as_jsonb.is_truthy() {
        return "json".into();
    }
    column.table.sequence.formatter.warnings.push("json(true) is deprecated, please use jsonb()".into());
    "jsonb".into()
}

/// `timestamp(name, withoutTz, precision)`, or `{ useTz, precision }`.
fn timestamp(first: &Arg, second: &Arg, column: &ColumnWriter) -> Result<String, Error> {
    let (use_tz, precision) = if first.is_object() {
        let use_tz = first.option("useTz");
        (*use_tz != Arg::Bool(false), first.option("precision"))
    } else {
        (!first.is_truthy(), second)
    };
    let name = if use_tz { "timestamptz" } else { "timestamp" };
    let precision = match precision {
        Arg::Undefined | Arg::Null => column.context.default_date_time_precision.map(number_to_string),
        given => Some(text(given, column.context)?),
    };
    Ok(match precision {
        Some(precision) => format!("{name}({precision})"),
        None => name.into(),
    })
}

/// A type that can be the primary key: `{ primaryKey }` says so, `default` where nothing is said.
fn key_type(sql: &str, options: &Arg, default: bool, column: &ColumnWriter) -> Result<String, Error> {
    let wanted = match options {
        Arg::Undefined => &Arg::Bool(default),
        given => given.property("primaryKey")?,
    };
    let key = if column.table.can_be_primary_key(wanted) { " primary key" } else { "" };
    Ok(format!("{sql}{key}"))
}

/// `enum(name, values, { useNative, enumName, existingType, schemaName })`
fn enumeration(column: &mut ColumnWriter) -> Result<String, Error> {
    let args = &column.column.args;
    let (values, options) = (nth(args, 1), nth(args, 2));
    let is_native = options.option("useNative").is_truthy();
    let exists = is_native && options.option("existingType").is_truthy();
    let values = if exists { String::new() } else { quoted_values(values, column)? };
    if !is_native {
        let name = Formatter::new(column.context).wrap(nth(args, 0))?;
        return Ok(format!("text check ({name} in ({values}))"));
    }
    let schema = options.option("schemaName").truthy().or(column.table.settings.schema.as_ref());
    let schema = match schema {
        Some(schema) => format!("\"{}\".", text(schema, column.context)?),
        None => String::new(),
    };
    let name = format!("{schema}\"{}\"", text(options.option("enumName"), column.context)?);
    if !exists {
        let sql = format!("create type {name} as enum ({values})");
        column.table.sequence.unshift(sql, column.column.site.as_ref());
    }
    Ok(name)
}

/// The values in quotes, which Knex does not escape.
fn quoted_values(values: &Arg, column: &ColumnWriter) -> Result<String, Error> {
    match values {
        Arg::Array(items) => Ok(format!("'{}'", join(items, "', '", column.context)?)),
        absent if absent.is_nullish() => Err(absent.no_property("join")),
        _ => Err(Error::type_error("allowed.join is not a function")),
    }
}
