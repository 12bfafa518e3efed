//! Folders that nothing names, and what Knex 3.3.0 says of them.

use crate::diagnostics::Trouble;

/// Refuses a knexfile whose `directory` is there and no text, such as a variable of the environment that is not set.
///
/// # Errors
/// When `received`, what stands there instead, is something.
pub(super) fn refuse(section: &str, received: Option<&str>) -> Result<(), Trouble> {
    let Some(received) = received else { return Ok(()) };
    Err(trouble(
        received,
        &format!(
            "`{section}.directory` of the knexfile is {received}: is a variable of the environment not set that it is taken from?"
        ),
    ))
}

/// What Node says of a path that is no text.
pub(super) fn trouble(received: &str, advice: &str) -> Trouble {
    let headline =
        r#"TypeError [ERR_INVALID_ARG_TYPE]: The "paths[1]" argument must be of type string. Received "#;
    Trouble::refused_with(format!("{headline}{received}"), advice)
}
