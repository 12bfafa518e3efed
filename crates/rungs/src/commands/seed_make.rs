use super::{Context, Report, write};
use crate::arguments::Make;
use crate::diagnostics::Trouble;
use crate::project::{Project, Stub};
use crate::templates;

/// `seed:make`: a new file, whose name starts with the time where that is wanted.
pub(super) async fn run(context: &Context, make: &Make) -> Result<Report, Trouble> {
    let project = Project::open_without_database(context).await?;
    project.refuse_seeds_without_folder(context).await?;
    let settings = &project.seeds;
    let extension = project.extension(make.extension.as_deref(), settings.extension.as_deref(), context);
    let stub = Stub::choose(
        "seeds",
        make.stub.as_deref(),
        settings.stub.as_deref(),
        project.seed_folder.as_deref(),
    )?;
    let text = match &stub {
        Some(stub) => project.render(&stub.read(&project.base)?, &project.seed_variables).await?,
        None => templates::seed(&extension).ok_or_else(|| templates::none_for(&extension))?,
    };
    let stamped = context.options.timestamp_filename_prefix || settings.timestamp_filename_prefix;
    let name = |time: &str| {
        let prefix = if stamped { format!("{time}_") } else { String::new() };
        format!("{prefix}{}.{extension}", write::without_dash(&make.name))
    };
    let path = write::into_last(&project.base, &settings.directories, name, &text)?;
    Ok(Report::MadeSeed(path))
}
