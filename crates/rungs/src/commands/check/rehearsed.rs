use std::collections::HashMap;
use std::rc::Rc;

use rungs_catalog::{PendingChange, Snapshot};
use rungs_history::Changelog;
use rungs_lint::Linter;
use rungs_postgres::Session;
use rungs_run::Event;
use rungs_verify::{Verdict, Verifier};

use super::super::changelog::release;
use super::super::lint::trouble;
use super::super::steps::Steps;
use super::witness::Rules;
use crate::commands::Context;
use crate::diagnostics::Trouble;
use crate::project::{History, Made, Project};

/// What one run of all migrations on a throwaway server shows, by which all is judged.
pub(super) struct Rehearsed {
    /// Of those that are judged: up, down, up. Of others only that they fail.
    pub(super) verdicts: Vec<Verdict>,
    /// What the rules find.
    pub(super) linted: Vec<rungs_lint::Finding>,
    /// What breaks, and what is said about it.
    pub(super) changelog: Changelog,
    /// What all of them make; `None` where one does not run.
    pub(super) made: Option<Made>,
    verifier: Verifier,
}

impl Rehearsed {
    /// Runs all; those that are judged go down and up again as well. `pending` are the names without extensions of those whose
    /// changes are wanted.
    ///
    /// # Errors
    /// When there is no server, or it is lost.
    pub(super) async fn run(
        context: &Context,
        project: &Rc<Project>,
        steps: &Steps,
        history: &History,
        pending: &[String],
    ) -> Result<Self, Trouble> {
        let mut verifier = Verifier::new(project.stage(context).await?, project.verification()).await?;
        let in_transactions = !project.migrations.disable_transactions;
        let linter = Linter::new(verifier.session().clone(), project.lint_settings()?, in_transactions);
        let rules = Rc::new(Rules::new(linter.deployed_together(steps.are_together)));
        verifier = verifier.following().with_witness(rules.clone());
        let (mut verdicts, mut changelog, mut changes) = (Vec::new(), Changelog::default(), Vec::new());
        context.output.event(Event::Begins { total: steps.list.len() });
        for (index, (migration, is_judged)) in steps.list.iter().enumerate() {
            context.output.event(Event::Starts { name: migration.name(), index });
            let before = verifier.snapshot().await?;
            if *is_judged {
                verdicts.push(verifier.verify(migration).await?);
            } else {
                verdicts.extend(verifier.apply(migration).await?);
                if steps.are_applied {
                    rules.is_applied(&**migration).await;
                }
            }
            let after = verifier.snapshot().await?;
            changelog.releases.extend(release(&**migration, &before, &after, history));
            if pending.iter().any(|name| name == migration.stem()) {
                let difference = Snapshot::diff(&before, &after);
                changes.push(PendingChange { migration: migration.stem().to_owned(), difference });
            }
        }
        let linted =
            if steps.judged().is_empty() { Vec::new() } else { rules.finish().await.map_err(trouble)? };
        let places: HashMap<&str, usize> =
            steps.names.iter().enumerate().map(|(place, name)| (name.as_str(), place)).collect();
        // They may have run in another order than they are told in.
        changelog.releases.sort_by_key(|release| places.get(release.migration.as_str()).copied());
        changes.sort_by_key(|change| places.get(change.migration.as_str()).copied());
        let snapshot = verifier.snapshot().await?;
        let has_run = !verdicts.iter().any(Verdict::fails_to_run);
        let made = has_run.then_some(Made { snapshot, migrations: steps.names.clone(), pending: changes });
        Ok(Self { verdicts, linted, changelog, made, verifier })
    }

    /// A session with the database that all of them have made.
    pub(super) fn session(&self) -> &Session {
        self.verifier.session()
    }
}
