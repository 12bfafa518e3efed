use rquickjs::{Ctx, Exception, Function, Object, Result, Value};
use rungs_postgres::{Error, Origin, ServerError};

/// Under this key an error bears the place that asked for the statement, and under the other the statement.
const ORIGIN: &str = "$origin";
const SQL: &str = "$sql";
/// The server, where the connection to it was lost, and why.
const LOST: &str = "$lost";
/// The server's message without the SQL that Knex puts before it.
const MESSAGE: &str = "$message";

/// The JavaScript error of a failed statement: what Node's `pg` throws, with Knex's message before it.
///
/// `asked` is the statement as Knex's `toQuery()` prints it; Knex 3.3.0 puts it before the server's message.
pub(crate) fn server_failure<'js>(
    ctx: &Ctx<'js>,
    rungs: &Object<'js>,
    asked: Option<&str>,
    origin: Option<&Origin>,
    error: &Error,
) -> Result<Value<'js>> {
    let server = error.server_error();
    let told = server.map_or_else(|| error.to_string(), |server| server.message.clone());
    let message = match asked {
        Some(sql) => format!("{sql} - {told}"),
        None => told,
    };
    let exception = match server {
        Some(server) => {
            let make: Function = rungs.get("databaseError")?;
            let exception: Object = make.call((message, server.length))?;
            describe(&exception, server)?;
            let text = rquickjs::String::from_str(ctx.clone(), &server.message)?;
            hide(&exception, MESSAGE, text.into_value())?;
            exception
        }
        None => Exception::from_message(ctx.clone(), &message)?.into_object(),
    };
    if let Some(origin) = origin {
        place(&exception, origin)?;
    }
    if let Some(statement) = error.statement() {
        let text = rquickjs::String::from_str(ctx.clone(), &statement.sql)?;
        hide(&exception, SQL, text.into_value())?;
    }
    if let Error::ConnectionLost { peer, reason, .. } = error {
        let lost = rquickjs::Array::new(ctx.clone())?;
        lost.set(0, peer.as_str())?;
        lost.set(1, reason.as_str())?;
        hide(&exception, LOST, lost.into_value())?;
    }
    Ok(exception.into_value())
}

/// Throws a refusal to send a statement that was asked for at `origin`.
pub(crate) fn refuse(ctx: &Ctx<'_>, message: &str, origin: Option<&Origin>) -> rquickjs::Error {
    let thrown = Exception::from_message(ctx.clone(), message).and_then(|exception| {
        if let Some(origin) = origin {
            place(&exception, origin)?;
        }
        Ok(exception.throw())
    });
    thrown.unwrap_or_else(|error| error)
}

/// Notes on an error where the statement was asked for.
fn place(exception: &Object, origin: &Origin) -> Result<()> {
    let place = Object::new(exception.ctx().clone())?;
    place.set("file", origin.file.to_string_lossy().as_ref())?;
    place.set("line", origin.line)?;
    place.set("column", origin.column)?;
    hide(exception, ORIGIN, place.into_value())
}

/// Sets the fields that `pg` sets on its `DatabaseError`, in its order: logs show them.
fn describe(exception: &Object, error: &ServerError) -> Result<()> {
    let number = |number: Option<u32>| number.map(|number| number.to_string());
    let (position, internal_position, line) =
        (number(error.position), number(error.internal_position), number(error.line));
    let fields = [
        ("severity", Some(&error.severity)),
        ("code", Some(&error.code)),
        ("detail", error.detail.as_ref()),
        ("hint", error.hint.as_ref()),
        ("position", position.as_ref()),
        ("internalPosition", internal_position.as_ref()),
        ("internalQuery", error.internal_query.as_ref()),
        ("where", error.where_.as_ref()),
        ("schema", error.schema.as_ref()),
        ("table", error.table.as_ref()),
        ("column", error.column.as_ref()),
        ("dataType", error.datatype.as_ref()),
        ("constraint", error.constraint.as_ref()),
        ("file", error.file.as_ref()),
        ("line", line.as_ref()),
        ("routine", error.routine.as_ref()),
    ];
    fields.into_iter().try_for_each(|(name, value)| exception.set(name, value.map(String::as_str)))
}

/// A property that neither `for … in` nor JSON sees.
fn hide<'js>(object: &Object<'js>, key: &str, value: Value<'js>) -> Result<()> {
    object.prop(key, rquickjs::object::Property::from(value).configurable().writable())
}
