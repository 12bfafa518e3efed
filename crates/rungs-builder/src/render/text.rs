use super::{Context, literal};
use crate::{Arg, Error};

/// JavaScript's `${value}`: builders print their SQL with the bindings filled in.
///
/// # Errors
/// What Knex refuses in a builder.
pub(super) fn text(value: &Arg, context: &Context) -> Result<String, Error> {
    match value {
        Arg::Builder(builder) => literal::to_query(builder, &Context { query_context: None, ..*context }),
        Arg::Array(items) => join(items, ",", context),
        other => Ok(other.to_js_string()),
    }
}

/// JavaScript's `items.join(separator)`.
///
/// # Errors
/// What Knex refuses in a builder.
pub(super) fn join(items: &[Arg], separator: &str, context: &Context) -> Result<String, Error> {
    let texts =
        items.iter().map(|item| if item.is_nullish() { Ok(String::new()) } else { text(item, context) });
    Ok(texts.collect::<Result<Vec<_>, _>>()?.join(separator))
}
