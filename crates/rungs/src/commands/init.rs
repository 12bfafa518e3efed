use std::fs;
use std::path::Path;

use super::{Context, Report};
use crate::arguments::Persona;
use crate::diagnostics::Trouble;
use crate::project::enter_working_directory;
use crate::templates;

/// `init`: a new knexfile in the working directory.
pub(super) fn run(context: &Context, extension: Option<&str>) -> Result<Report, Trouble> {
    enter_working_directory(&context.options)?;
    let extension = extension.unwrap_or("js").to_lowercase();
    let Some(text) = templates::knexfile(&extension) else {
        return Err(Trouble::refused(format!("Invalid filetype specified: {extension}")));
    };
    let path = format!("./knexfile.{extension}");
    // Knex 3.3.0 overwrites what is there.
    if context.persona == Persona::Rungs && Path::new(&path).exists() {
        let advice = "Remove it first if you want a new one.";
        return Err(Trouble::refused_with(format!("{path} exists already"), advice));
    }
    fs::write(&path, text).map_err(|error| Trouble::File {
        doing: "write",
        path: path.clone().into(),
        error,
    })?;
    Ok(Report::MadeKnexfile(path))
}
