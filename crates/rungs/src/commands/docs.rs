use std::path::{Path, PathBuf};

use rungs_catalog::DataDesign;
use rungs_postgres::Session;

use super::{Context, Report};
use crate::arguments::Docs;
use crate::diagnostics::Trouble;
use crate::documents::{Delivery, Document, Generated, Section, no_section, read, with_section};
use crate::output::Note;
use crate::project::{Made, Project, Selection};

/// `docs`: the data-design section of the project's design document.
///
/// Which migrations count as pending is kept in the section, so that a check needs no database and comes to the same
/// result everywhere; writing asks git when it is told a base, else the database's ledger where it can be reached.
pub(super) async fn run(context: &Context, docs: Docs) -> Result<Report, Trouble> {
    let (project, asked) = open(context, &docs).await?;
    let written = Written::read(&project, docs.init)?;
    if written.section.is_none() && !docs.stdout {
        return Err(written.lacks_section());
    }
    let pending = asked.unwrap_or_else(|| written.pending());
    let rehearsal = project.rehearsal(context).await?;
    let made = project.make_all(&rehearsal, |stem| pending.iter().any(|name| name == stem)).await?;
    if docs.stdout {
        let (text, _) = written.text(&project, made, &rehearsal.session).await?;
        return Ok(Report::Text(text));
    }
    let delivery = if docs.check { Delivery::Check } else { Delivery::Write };
    let document = written.deliver(&project, made, &rehearsal.session, delivery).await?;
    Ok(Report::Documents(vec![document]))
}

/// The design document as it is.
pub(super) struct Written {
    path: PathBuf,
    before: Option<Vec<u8>>,
    section: Option<Section>,
}

impl Written {
    /// Reads it; with `init`, as if the section was there.
    ///
    /// # Errors
    /// When it cannot be read, or what marks the section is not in order.
    pub(super) fn read(project: &Project, init: bool) -> Result<Self, Trouble> {
        let path = project.design_document();
        let before = read(&path)?;
        let found = before.as_deref().map(|document| Section::find(document, &path)).transpose()?.flatten();
        let section = match found {
            None if init => Section::find(&with_section(before.as_deref()), &path)?,
            found => found,
        };
        Ok(Self { path, before, section })
    }

    /// The same, if it has the section.
    ///
    /// # Errors
    /// When it has none.
    pub(super) fn with_section(self) -> Result<Self, Trouble> {
        if self.section.is_some() { Ok(self) } else { Err(self.lacks_section()) }
    }

    /// The migrations that it tells as pending.
    pub(super) fn pending(&self) -> Vec<String> {
        self.section.as_ref().map(Section::pending).unwrap_or_default()
    }

    /// Writes the section, or looks whether it is stale. `session` is with a database that has all migrations.
    ///
    /// # Errors
    /// When there is no section, or the document cannot be written.
    pub(super) async fn deliver(
        self,
        project: &Project,
        made: Made,
        session: &Session,
        delivery: Delivery,
    ) -> Result<Document, Trouble> {
        let (text, pending) = self.text(project, made, session).await?;
        let Some(section) = &self.section else { return Err(self.lacks_section()) };
        let after = section.filled(&text, &pending);
        Generated { path: self.path, before: self.before, after, command: "rungs docs" }.deliver(delivery)
    }

    /// What the section says, and which migrations are pending there.
    async fn text(
        &self,
        project: &Project,
        made: Made,
        session: &Session,
    ) -> Result<(String, Vec<String>), Trouble> {
        let frequent = project.lint_settings()?.conventions.frequent_queries;
        let queries = project.served(&frequent, session, &made.snapshot).await?;
        let pending = made.pending.iter().map(|change| change.migration.clone()).collect();
        let design = DataDesign {
            snapshot: &made.snapshot,
            migrations: made.migrations,
            queries,
            pending: made.pending,
            level: self.section.as_ref().map_or(2, |section| section.level),
        };
        Ok((design.to_markdown(), pending))
    }

    fn lacks_section(&self) -> Trouble {
        if self.before.is_some() { no_section(&self.path) } else { no_document(&self.path) }
    }
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
