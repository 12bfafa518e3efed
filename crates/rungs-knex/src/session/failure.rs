use rquickjs::{Ctx, Exception, Object, Result, Value};
use rungs_postgres::{Error, ServerError};

/// Under this key an error bears the number of the failure that Rust keeps, see [`Failures`](super::Desk).
const ORIGIN: &str = "$origin";

/// The JavaScript error of a failed statement: what Node's `pg` throws, with Knex's message before it.
///
/// `asked` is the statement as Knex's `toQuery()` prints it; Knex 3.3.0 puts it before the server's message.
pub(crate) fn server_failure<'js>(ctx: &Ctx<'js>, asked: Option<&str>, error: &Error) -> Result<Value<'js>> {
    let server = error.server_error();
    let told = server.map_or_else(|| error.to_string(), |server| server.message.clone());
    let message = match asked {
        Some(sql) => format!("{sql} - {told}"),
        None => told,
    };
    let exception = Exception::from_message(ctx.clone(), &message)?.into_object();
    if let Some(server) = server {
        exception.set("name", "error")?;
        describe(&exception, server)?;
    }
    if let Some(origin) = error.statement().and_then(|statement| statement.origin.as_ref()) {
        let place = Object::new(ctx.clone())?;
        place.set("file", origin.file.to_string_lossy().as_ref())?;
        place.set("line", origin.line)?;
        place.set("column", origin.column)?;
        hide(&exception, ORIGIN, place.into_value())?;
    }
    if let Some(statement) = error.statement() {
        let text = rquickjs::String::from_str(ctx.clone(), &statement.sql)?;
        hide(&exception, "$sql", text.into_value())?;
    }
    Ok(exception.into_value())
}

/// Sets the fields that `pg` sets on its `DatabaseError`.
fn describe(exception: &Object, error: &ServerError) -> Result<()> {
    exception.set("severity", error.severity.as_str())?;
    exception.set("code", error.code.as_str())?;
    let fields = [
        ("detail", &error.detail),
        ("hint", &error.hint),
        ("internalQuery", &error.internal_query),
        ("where", &error.where_),
        ("schema", &error.schema),
        ("table", &error.table),
        ("column", &error.column),
        ("dataType", &error.datatype),
        ("constraint", &error.constraint),
        ("file", &error.file),
        ("routine", &error.routine),
    ];
    for (name, value) in fields {
        exception.set(name, value.as_deref())?;
    }
    exception.set("position", error.position.map(|position| position.to_string()))?;
    exception.set("internalPosition", error.internal_position.map(|position| position.to_string()))?;
    exception.set("line", error.line.map(|line| line.to_string()))
}

/// A property that neither `for … in` nor JSON sees.
fn hide<'js>(object: &Object<'js>, key: &str, value: Value<'js>) -> Result<()> {
    object.prop(key, rquickjs::object::Property::from(value).configurable().writable())
}
