use super::{Context, Report, patterns, write};
use crate::arguments::MakeMigration;
use crate::diagnostics::Trouble;
use crate::project::{Project, Stub};
use crate::templates;

/// `migrate:make`: a new file whose name starts with the time.
pub(super) async fn run(context: &Context, make: &MakeMigration) -> Result<Report, Trouble> {
    if make.pattern.list {
        return Ok(patterns::list());
    }
    let project = Project::open_without_database(context).await?;
    if let Some(pattern) = make.pattern.pattern.as_deref() {
        return patterns::make(context, &project, make, pattern);
    }
    let settings = &project.migrations;
    let extension = project.extension(make.extension.as_deref(), settings.extension.as_deref(), context);
    project.refuse_to_guess_the_folder(context)?;
    let stub = Stub::choose(
        "migrations",
        make.stub.as_deref(),
        settings.stub.as_deref(),
        project.migration_folder.as_deref(),
    )?;
    let text = match &stub {
        Some(stub) => project.render(&stub.read(&project.base)?, &project.migration_variables).await?,
        None => {
            let table = project.migration_variables.get("tableName").and_then(|name| name.as_str());
            templates::migration(&extension, table).ok_or_else(|| templates::none_for(&extension))?
        }
    };
    // `ts-schema` is a template of its own, not an extension.
    let suffix = extension.split('-').next().unwrap_or_default();
    let name = |time: &str| {
        format!("{time}_{}.{suffix}", write::without_dash(make.name.as_deref().unwrap_or_default()))
    };
    let path = write::into_last(&project.base, &settings.directories, name, &text)?;
    Ok(Report::MadeMigration(path))
}
