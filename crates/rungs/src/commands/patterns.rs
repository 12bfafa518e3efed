use std::path::Path;

use jiff::Timestamp;
use rungs_run::discovery::resolve;

use super::{Context, Report, write};
use crate::arguments::{MakeMigration, PatternOptions};
use crate::diagnostics::Trouble;
use crate::patterns::{Given, Parameters, Pattern, find, patterns};
use crate::project::Project;

/// The first server that has `uuidv7()`.
const FIRST_WITH_UUIDV7: u32 = 18;
const UUIDV7: &str = "uuidv7";

/// What migrations that make the function of the pattern `uuidv7` have in their text, in lower case.
const MAKES_UUIDV7: &str = "function public.uuidv7()";

/// `migrate:make --pattern`: a migration as it is written well, and before it what it needs.
pub(super) fn make(
    context: &Context,
    project: &Project,
    make: &MakeMigration,
    pattern: &str,
) -> Result<Report, Trouble> {
    let options = &make.pattern;
    let Some(name) = make.name.as_deref().map(write::without_dash) else {
        return Err(Trouble::refused("the new migration has no name"));
    };
    let pattern = find(pattern).ok_or_else(|| {
        let headline = format!("there is no pattern {pattern}");
        Trouble::refused_with(headline, "`rungs migrate:make --list` shows which there are.")
    })?;
    let settings = &project.migrations;
    let extension = project.extension(make.extension.as_deref(), settings.extension.as_deref(), context);
    let mut files = Vec::new();
    let is_old =
        options.postgres.or(project.server_major(context)?).is_some_and(|major| major < FIRST_WITH_UUIDV7);
    if is_old && pattern.needs.iter().any(|need| need == UUIDV7) && !makes_uuidv7(project) {
        let function = find(UUIDV7).map(|pattern| text(pattern, &pattern.example, &Given::new(), &extension));
        files.extend(function.transpose()?.map(|text| ("add_uuidv7".to_owned(), text)));
    }
    files.push((name.to_owned(), text(pattern, name, &given(options), &extension)?));
    let paths = write::series(&project.base, &settings.directories, &extension, &files)?;
    Ok(Report::MadeMigrations(paths))
}

/// `migrate:make --list`: the patterns with what each writes.
pub(super) fn list() -> Report {
    let width = patterns().iter().map(|pattern| pattern.name.len()).max().unwrap_or_default();
    let mut text = String::new();
    for pattern in patterns() {
        text += &format!("{:width$}  {}\n", pattern.name, pattern.writes);
        text +=
            &format!("{:width$}  rungs migrate:make {} --pattern {}\n", "", pattern.example, pattern.name);
    }
    Report::Text(text)
}

fn text(pattern: &Pattern, name: &str, given: &Given, extension: &str) -> Result<String, Trouble> {
    let parameters = Parameters::of(pattern, name, given)?;
    let month = Timestamp::now().strftime("%Y-%m-01").to_string();
    pattern.render(&parameters, &month, extension)?.ok_or_else(|| {
        Trouble::refused(format!("patterns are not written in {extension}: use one of ts, js, mjs, cjs"))
    })
}

fn given(options: &PatternOptions) -> Given {
    let pairs = [
        ("table", &options.table),
        ("column", &options.column),
        ("references", &options.references),
        ("type", &options.type_name),
        ("value", &options.value),
        ("to", &options.to),
        ("view", &options.view),
    ];
    pairs.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))).collect()
}

/// Whether a migration of the project makes the function already.
fn makes_uuidv7(project: &Project) -> bool {
    let folders = project.migrations.directories.iter().map(|directory| resolve(&project.base, directory));
    let files = folders.filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
    let makes = |path: &Path| {
        std::fs::read_to_string(path).is_ok_and(|text| text.to_lowercase().contains(MAKES_UUIDV7))
    };
    files.map(|file| file.path()).any(|path| path.is_file() && makes(&path))
}
