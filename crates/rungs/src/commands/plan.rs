use rungs_run::ledger::Entry;
use rungs_run::stem;
use rungs_verify::plan::{Course, PlanError};

use super::{Context, Planned, Report};
use crate::arguments::{GlobalOptions, Plan, PlanFormat};
use crate::diagnostics::Trouble;
use crate::project::Project;

/// Where a plan starts.
struct Start {
    entries: Option<Vec<Entry>>,
    /// In words.
    position: String,
}

/// `rungs plan`: the SQL that would run, tried on a throwaway server.
pub(super) async fn run(context: &Context, asked: Plan) -> Result<Report, Trouble> {
    let is_told = asked.empty || asked.from.is_some();
    let project = match is_told {
        true => Project::open_without_database(&of_project(context)).await?,
        false => Project::open(&of_project(context)).await?,
    };
    let start = start(context, &project, &asked).await?;
    let rehearsal = project.rehearsal(context).await?;
    let server = rehearsal.session.server_version_num() / 10_000;
    let stage = project.planning(&rehearsal, asked.run.disable_transactions, context);
    let course = match asked.down {
        true => Course::Down { name: asked.to, all: asked.all },
        false => Course::Up { to: asked.to },
    };
    let plan = stage.plan(start.entries.as_deref(), course).await.map_err(trouble)?;
    let as_sql = asked.format == PlanFormat::Sql;
    Ok(Report::Planned(Box::new(Planned { plan, position: start.position, server, as_sql })))
}

/// `--server embedded=15` says what the plan is tried on; the database that it is for is the project's, as without it. And
/// what the project's JavaScript prints must not mix with the plan.
fn of_project(context: &Context) -> Context {
    let is_url = |server: &String| server.contains("://");
    let server = context.options.server.clone().filter(is_url);
    Context {
        options: GlobalOptions { server, ..context.options.clone() },
        persona: context.persona,
        output: context.output.clone(),
        signals: context.signals.clone(),
        loaded: context.loaded.clone(),
        keeps_stdout_free: true,
    }
}

async fn start(context: &Context, project: &Project, asked: &Plan) -> Result<Start, Trouble> {
    if asked.empty {
        return Ok(Start { entries: None, position: "an empty database".to_owned() });
    }
    if let Some(name) = &asked.from {
        let entries = Some(all_up_to(project, name).await?);
        return Ok(Start { entries, position: format!("a database that has all up to {name}") });
    }
    let position = project.position(context).await.map_err(|trouble| {
        let advice =
            "Without the database, say where it stands: --from NAME (it has all up to that one), or --empty.";
        Trouble::refused_with(format!("{trouble}"), advice)
    })?;
    let what = match &position.entries {
        Some(entries) => format!("whose ledger has {}", count(entries.len())),
        None => "which has no ledger yet".to_owned(),
    };
    Ok(Start { position: format!("the project's database, {what}"), entries: position.entries })
}

/// A ledger that has all migrations up to the one named, in one batch.
async fn all_up_to(project: &Project, name: &str) -> Result<Vec<Entry>, Trouble> {
    let all = project.list().await?;
    let at = all.iter().position(|migration| migration.name() == name || migration.stem() == stem(name));
    let Some(at) = at else {
        return Err(rungs_run::Error::NotFound { name: name.to_owned() }.into());
    };
    let entry = |name: &str| Entry { name: name.to_owned(), batch: 1 };
    Ok(all[..=at].iter().map(|migration| entry(migration.name())).collect())
}

fn count(number: usize) -> String {
    format!("{number} migration{}", if number == 1 { "" } else { "s" })
}

fn trouble(error: PlanError) -> Trouble {
    match error {
        // What stands on the copy is nobody's concern.
        PlanError::Run(failure) => failure.error.into(),
        PlanError::Position(error) => error.into(),
        other => Trouble::refused(other.to_string()),
    }
}
