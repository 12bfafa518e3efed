use std::collections::HashSet;
use std::path::Path;
use std::rc::Rc;

use rungs_lint::Linter;
use rungs_run::Migration;

use super::{Context, Report};
use crate::arguments::Lint;
use crate::diagnostics::Trouble;
use crate::output::findings::Findings;
use crate::project::Project;

/// `rungs lint`: the rules, over what migrations make of a throwaway server.
pub(super) async fn run(context: &Context, lint: Lint) -> Result<Report, Trouble> {
    if let Some(name) = &lint.explain {
        let rule = rungs_lint::rule(name).map_err(|error| Trouble::refused(error.to_string()))?;
        return Ok(Report::Text(rule.text.to_owned()));
    }
    let applied = if lint.pending { super::verify::applied(context).await? } else { HashSet::new() };
    let project = Project::open_without_database(context).await?;
    let settings = project.lint_settings()?;
    let list = project.list().await?;
    let scope = Scope::of(&lint, &list, &applied)?;
    let rehearsal = project.rehearsal(context).await?;
    let in_transactions = !project.migrations.disable_transactions;
    let mut linter = Linter::new(rehearsal.session.clone(), settings, in_transactions)
        .deployed_together(lint.pending || !lint.files.is_empty());
    for migration in &scope.before {
        linter.apply(&**migration).await.map_err(trouble)?;
        if scope.are_applied {
            linter.is_applied(&**migration);
        }
    }
    for (migration, is_judged) in &scope.then {
        if *is_judged {
            linter.judge(&**migration).await.map_err(trouble)?;
        } else {
            linter.apply(&**migration).await.map_err(trouble)?;
        }
    }
    if lint.files.is_empty() {
        linter.is_complete();
    }
    let judged = scope.then.iter().filter(|(_, is_judged)| *is_judged);
    let looked_at = judged.map(|(migration, _)| migration.name().to_owned()).collect();
    let found = linter.finish().await.map_err(trouble)?.into_iter().map(Into::into).collect();
    Ok(Report::Found(Findings { found, looked_at, format: lint.format, deny_warnings: lint.deny_warnings }))
}

/// What is judged, and what stands before it.
struct Scope {
    /// Run first, and not judged.
    before: Vec<Rc<dyn Migration>>,
    /// Whether those have been applied already where the judged ones have not.
    are_applied: bool,
    /// Run then; those that are marked are judged.
    then: Vec<(Rc<dyn Migration>, bool)>,
}

impl Scope {
    fn of(lint: &Lint, list: &[Rc<dyn Migration>], applied: &HashSet<String>) -> Result<Self, Trouble> {
        if lint.pending {
            let (before, then): (Vec<_>, Vec<_>) =
                list.iter().cloned().partition(|migration| applied.contains(migration.stem()));
            let then = then.into_iter().map(|migration| (migration, true)).collect();
            return Ok(Self { before, are_applied: true, then });
        }
        if lint.files.is_empty() {
            let then = list.iter().map(|migration| (migration.clone(), true)).collect();
            return Ok(Self { before: Vec::new(), are_applied: false, then });
        }
        let mut named = HashSet::new();
        for file in &lint.files {
            named.insert(position(list, file)?);
        }
        // What comes after the last of them is not needed.
        let last = named.iter().max().copied().unwrap_or_default();
        let first = named.iter().min().copied().unwrap_or_default();
        let marked = list[first..=last].iter().enumerate();
        let then =
            marked.map(|(index, migration)| (migration.clone(), named.contains(&(first + index)))).collect();
        Ok(Self { before: list[..first].to_vec(), are_applied: false, then })
    }
}

fn position(list: &[Rc<dyn Migration>], file: &Path) -> Result<usize, Trouble> {
    let real = file.canonicalize().ok();
    let is_it = |migration: &Rc<dyn Migration>| {
        let path = migration.path().and_then(|path| path.canonicalize().ok());
        (real.is_some() && path == real) || Path::new(migration.name()) == file
    };
    list.iter().position(is_it).ok_or_else(|| {
        Trouble::refused_with(
            format!("{} is none of the project's migrations", file.display()),
            "`rungs migrate:list` shows the names there are.",
        )
    })
}

fn trouble(error: rungs_lint::Error) -> Trouble {
    match error {
        rungs_lint::Error::Database(error) => error.into(),
        other => Trouble::refused(other.to_string()),
    }
}
