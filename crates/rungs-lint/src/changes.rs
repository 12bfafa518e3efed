//! What judged migrations change.

use rungs_catalog::{Breaking, Mark, Scope, Snapshot, Tracker, kept};
use rungs_postgres::Session;

use crate::error::Error;

/// Follows what the database holds while migrations are judged.
#[derive(Default)]
pub(crate) struct Changes {
    tracker: Option<Tracker>,
    before: Option<Mark>,
    /// Whether a migration has run since that was not followed.
    is_stale: bool,
}

/// What the database held before a migration and after it.
pub(crate) type Change = (Snapshot, Snapshot);

impl Changes {
    /// Notes what stands before a migration that is judged.
    pub(crate) async fn begin(&mut self, session: &Session) -> Result<(), Error> {
        match &mut self.tracker {
            Some(tracker) if self.is_stale => drop(tracker.refresh().await?),
            Some(_) => {}
            None => self.tracker = Some(Tracker::start(session.clone(), Scope::default()).await?),
        }
        self.is_stale = false;
        self.before = self.tracker.as_ref().map(Tracker::mark);
        Ok(())
    }

    /// A migration that is not judged has run.
    pub(crate) fn skip(&mut self) {
        self.is_stale = true;
    }

    /// What has changed since the beginning: before the transaction ends this costs least.
    pub(crate) async fn end(&mut self) -> Result<Option<Change>, Error> {
        let (Some(tracker), Some(before)) = (&mut self.tracker, &self.before) else { return Ok(None) };
        let now = tracker.refresh().await?;
        Ok(Some((before.snapshot().clone(), now)))
    }

    /// The migration was undone.
    pub(crate) fn undo(&mut self) {
        if let (Some(tracker), Some(before)) = (&mut self.tracker, &self.before) {
            tracker.set_back(before);
        }
    }
}

/// What the transaction has changed of a database that was kept: what it touched alone. `None` where that does not tell all.
pub(crate) async fn of_kept(session: &Session) -> Result<Option<Change>, Error> {
    Ok(kept::change(session, &Scope::default()).await?)
}

/// Tells what breaks of what anybody knows.
#[derive(Default)]
pub(crate) struct Base(Option<Snapshot>);

impl Base {
    /// What a migration breaks. What migrations make that are deployed `together` with it, nobody uses yet.
    pub(crate) fn breaks(
        &mut self,
        (before, after): (&Snapshot, &Snapshot),
        together: bool,
    ) -> Vec<Breaking> {
        if !together || self.0.is_none() {
            self.0 = Some(before.clone());
        }
        let mut breaks = Snapshot::breaking_changes(before, after);
        breaks.retain(|breaking| self.0.as_ref().is_none_or(|base| breaking.stood_in(base)));
        breaks
    }
}
