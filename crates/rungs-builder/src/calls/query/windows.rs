use super::reader::{Reader, args, require};
use crate::{
    Arg, Builder, BuilderKind, Call, Error,
    ast::query::{Analytic, Columns, Value, Window},
};

const SECOND: &str = "The second argument to an analytic function must be either a function, a raw,
       an array of string or object, an object or a single string.";
const THIRD: &str = "The third argument to an analytic function must be either a string, an array of string or object or an object.";

/// `rank(alias, order | callback | raw, partition)`
pub fn rank<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    analytic(reader, "rank", call)
}

/// `denseRank(…)`
pub fn dense_rank<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    analytic(reader, "dense_rank", call)
}

/// `rowNumber(…)`
pub fn row_number<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    analytic(reader, "row_number", call)
}

fn analytic<'a>(reader: &mut Reader<'a>, function: &'static str, call: &'a Call) -> Result<(), Error> {
    let args = args(call);
    let (second, third) = (args.get(1), args.get(2));
    require(second, "isRawInstance")?;
    if !(second.is_function() || second.is_object() || second.as_str().is_some()) {
        return Err(Error::assertion(SECOND));
    }
    if third.is_truthy() && !(third.is_object() || third.as_str().is_some()) {
        return Err(Error::assertion(THIRD));
    }
    let window = match second {
        Arg::Builder(builder) if builder.callback => window(builder)?,
        raw if raw.is_raw() => Window::Raw(Value::Borrowed(raw)),
        order => Window::Parts {
            orders: list(order),
            partitions: if third.is_truthy() { list(third) } else { Vec::new() },
        },
    };
    let alias = args.get(0).as_str();
    reader.query.columns.push(Columns::Analytic(Analytic { function, alias, window }));
    Ok(())
}

fn list(value: &Arg) -> Vec<Value<'_>> {
    value.as_array().unwrap_or(std::slice::from_ref(value)).iter().map(Value::Borrowed).collect()
}

/// What a callback says of the window.
fn window(builder: &Builder) -> Result<Window<'_>, Error> {
    let (mut partitions, mut orders) = (Vec::new(), Vec::new());
    if builder.kind != BuilderKind::Analytic {
        return Ok(Window::Parts { partitions, orders });
    }
    for call in &builder.calls {
        let parts = match call.method.as_str() {
            "partitionBy" => &mut partitions,
            "orderBy" => &mut orders,
            _ => continue,
        };
        let column = args(call).get(0);
        match column {
            Arg::Array(items) => parts.extend(items.iter().map(Value::Borrowed)),
            Arg::String(_) => parts.push(directed(column, args(call).get(1))),
            _ => {
                return Err(Error::assertion(format!(
                    "The argument to an analytic {} function must be either a string
            or an array of string.",
                    call.method
                )));
            }
        }
    }
    Ok(Window::Parts { partitions, orders })
}

/// `{ column, order }`
fn directed(column: &Arg, direction: &Arg) -> Value<'static> {
    let entries = [("column".to_owned(), column.clone()), ("order".to_owned(), direction.clone())];
    Value::Owned(Arg::Object(entries.into_iter().collect()))
}
