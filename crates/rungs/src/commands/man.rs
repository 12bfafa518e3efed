use super::Report;
use crate::arguments::{Arguments, Persona};
use crate::diagnostics::Trouble;

/// `man`: the manual page, for `man -l -`.
pub(super) fn run(persona: Persona) -> Result<Report, Trouble> {
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(Arguments::definition(persona)).render(&mut page);
    rendered.map_err(|error| Trouble::File { doing: "write", path: "the manual page".into(), error })?;
    Ok(Report::Text(String::from_utf8_lossy(&page).into_owned()))
}
