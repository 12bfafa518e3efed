use std::path::{Path, PathBuf};

use clap::ValueEnum;
use rungs_run::discovery::resolve;

use super::{Context, Report};
use crate::arguments::WriteGuide;
use crate::diagnostics::Trouble;
use crate::documents::{Delivery, Document, Generated, read};
use crate::guide::{Assistant, Guide, NOTE, relative};
use crate::project::Project;

/// `guide`: how migrations are written here, for people and for assistants. Guides of assistants that are there already
/// are kept true with the one for people.
pub(super) async fn run(context: &Context, asked: WriteGuide) -> Result<Report, Trouble> {
    let project = Project::open_without_database(context).await?;
    of_project(context, &project, &asked)
}

/// The same for a project that is open already.
///
/// # Errors
/// When a document cannot be read or written.
pub(super) fn of_project(
    context: &Context,
    project: &Project,
    asked: &WriteGuide,
) -> Result<Report, Trouble> {
    let settings = project.lint_settings()?;
    let folder = project.folder();
    let migrations = &project.migrations;
    let guide = Guide {
        settings: &settings,
        folders: migrations
            .directories
            .iter()
            .map(|one| relative(&resolve(&project.base, one), folder))
            .collect(),
        extension: &project.extension(None, migrations.extension.as_deref(), context),
        ledger: &migrations.table_name,
        design: relative(&project.design_document(), folder),
    };
    if asked.stdout {
        return Ok(Report::Text(guide.text(asked.assistant)?));
    }
    let is_there = |assistant: &Assistant| folder.join(assistant.file()).is_file();
    let readers: Vec<Option<Assistant>> = match asked.assistant {
        Some(assistant) => vec![Some(assistant)],
        None => std::iter::once(None)
            .chain(Assistant::value_variants().iter().filter(|one| is_there(one)).copied().map(Some))
            .collect(),
    };
    let delivery = if asked.check { Delivery::Check } else { Delivery::Write };
    let documents = readers.into_iter().map(|reader| {
        let path = reader.map_or_else(|| project.guide_document(), |one| folder.join(one.file()));
        deliver(path, guide.text(reader)?, delivery)
    });
    Ok(Report::Documents(documents.collect::<Result<_, _>>()?))
}

fn deliver(path: PathBuf, text: String, delivery: Delivery) -> Result<Document, Trouble> {
    let before = read(&path)?;
    if let Some(before) = &before
        && delivery == Delivery::Write
        && !String::from_utf8_lossy(before).contains(NOTE)
    {
        return Err(not_ours(&path));
    }
    let has_crlf = before.as_ref().is_some_and(|before| before.windows(2).any(|pair| pair == b"\r\n"));
    let text = if has_crlf { text.replace('\n', "\r\n") } else { text };
    Generated { path, before, after: text.into_bytes(), command: "rungs guide" }.deliver(delivery)
}

fn not_ours(path: &Path) -> Trouble {
    Trouble::refused_with(
        format!("{} was not written by Rungs", path.display()),
        "Move it away, or name another file in rungs.toml: [guide] file = \"…\".",
    )
}
