use crate::{Arg, Error};

/// The operators that Knex 3.3.0 lets through (lib/formatter/wrappingFormatter.js), with what is written for them:
/// a question mark is escaped, or it would be a binding.
const OPERATORS: &[(&str, &str)] = &[
    ("=", "="),
    ("<", "<"),
    (">", ">"),
    ("<=", "<="),
    ("<=>", "<=>"),
    (">=", ">="),
    ("<>", "<>"),
    ("!=", "!="),
    ("like", "like"),
    ("not like", "not like"),
    ("between", "between"),
    ("not between", "not between"),
    ("ilike", "ilike"),
    ("not ilike", "not ilike"),
    ("exists", "exists"),
    ("not exist", "not exist"),
    ("rlike", "rlike"),
    ("not rlike", "not rlike"),
    ("regexp", "regexp"),
    ("not regexp", "not regexp"),
    ("match", "match"),
    ("similar to", "similar to"),
    ("not similar to", "not similar to"),
    ("&", "&"),
    ("|", "|"),
    ("^", "^"),
    ("<<", "<<"),
    (">>", ">>"),
    ("~", "~"),
    ("~=", "~="),
    ("~*", "~*"),
    ("!~", "!~"),
    ("!~*", "!~*"),
    ("#", "#"),
    ("&&", "&&"),
    ("@>", "@>"),
    ("<@", "<@"),
    ("||", "||"),
    ("&<", "&<"),
    ("&>", "&>"),
    ("-|-", "-|-"),
    ("@@", "@@"),
    ("!!", "!!"),
    ("?", "\\?"),
    ("?|", "\\?|"),
    ("?&", "\\?&"),
];

/// An operator as it is written, whatever its case.
///
/// # Errors
/// What Knex says of an operator that it does not know.
pub(super) fn operator(value: &Arg) -> Result<&'static str, Error> {
    let text = match value {
        Arg::String(text) => text.to_lowercase(),
        absent if !absent.is_truthy() => String::new(),
        _ => return Err(Error::type_error("(value || \"\").toLowerCase is not a function")),
    };
    match OPERATORS.iter().find(|(operator, _)| *operator == text) {
        Some((_, written)) => Ok(written),
        None => Err(Error::type_error(format!("The operator \"{}\" is not permitted", value.to_js_string()))),
    }
}
