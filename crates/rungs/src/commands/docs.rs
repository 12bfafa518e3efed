use std::path::Path;

use rungs_catalog::DataDesign;

use super::{Context, Report};
use crate::arguments::Docs;
use crate::diagnostics::Trouble;
use crate::documents::{Delivery, Generated, Section, no_section, read, with_section};
use crate::output::Note;
use crate::project::{Project, Selection};

/// `docs`: the data-design section of the project's design document.
///
/// Which migrations count as pending is kept in the section, so that a check needs no database and comes to the same
/// result everywhere; writing asks git when it is told a base, else the database's ledger where it can be reached.
pub(super) async fn run(context: &Context, docs: Docs) -> Result<Report, Trouble> {
    let (project, asked) = open(context, &docs).await?;
    let path = project.design_document();
    let before = read(&path)?;
    let found = before.as_deref().map(|document| Section::find(document, &path)).transpose()?.flatten();
    let section = match found {
        None if docs.init => Section::find(&with_section(before.as_deref()), &path)?,
        found => found,
    };
    if section.is_none() && !docs.stdout {
        return Err(if before.is_some() { no_section(&path) } else { no_document(&path) });
    }
    let kept = section.as_ref().map(Section::pending).unwrap_or_default();
    let pending = asked.unwrap_or(kept);
    let rehearsal = project.rehearsal(context).await?;
    let made = project.make_all(&rehearsal, |stem| pending.iter().any(|name| name == stem)).await?;
    let frequent = project.lint_settings()?.conventions.frequent_queries;
    let queries = project.served(&frequent, &rehearsal, &made.snapshot).await?;
    let names: Vec<String> = made.pending.iter().map(|change| change.migration.clone()).collect();
    let design = DataDesign {
        snapshot: &made.snapshot,
        migrations: made.migrations,
        queries,
        pending: made.pending,
        level: section.as_ref().map_or(2, |section| section.level),
    };
    let text = design.to_markdown();
    let Some(section) = section.filter(|_| !docs.stdout) else { return Ok(Report::Text(text)) };
    let after = section.filled(&text, &names);
    let delivery = if docs.check { Delivery::Check } else { Delivery::Write };
    let generated = Generated { path, before, after, command: "rungs docs" };
    Ok(Report::Documents(vec![generated.deliver(delivery)?]))
}

/// The project, and which migrations are pending where that is asked and can be told.
async fn open(context: &Context, docs: &Docs) -> Result<(Project, Option<Vec<String>>), Trouble> {
    if docs.check {
        return Ok((Project::open_without_database(context).await?, None));
    }
    if let Some(base) = &docs.since {
        let project = Project::open_without_database(context).await?;
        let all = project.list().await?;
        let selected = project.select(&all, &Selection::Since(base.clone()), context).await?;
        let pending = all.iter().zip(selected).filter(|(_, is_new)| *is_new);
        let pending = pending.map(|(migration, _)| migration.stem().to_owned()).collect();
        return Ok((project, Some(pending)));
    }
    let trouble = match Project::open(context).await {
        Ok(project) => match project.pending(context).await {
            Ok(pending) => return Ok((project, pending)),
            Err(trouble) => trouble,
        },
        Err(trouble) => trouble,
    };
    let text = format!("What is pending stays as the document has it: {trouble}");
    context.output.note(&Note::Server(&text));
    Ok((Project::open_without_database(context).await?, None))
}

fn no_document(path: &Path) -> Trouble {
    Trouble::refused_with(
        format!("there is no {}", path.display()),
        "`rungs docs --init` makes it. Another file is named in rungs.toml: [docs] file = \"…\".",
    )
}
