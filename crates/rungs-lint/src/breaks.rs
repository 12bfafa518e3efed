//! What judged migrations break.

use rungs_catalog::{Breaking, Mark, Scope, Snapshot, Tracker};
use rungs_postgres::Session;

use crate::error::Error;

/// Follows what the database holds while migrations are judged.
#[derive(Default)]
pub(crate) struct Breaks {
    tracker: Option<Tracker>,
    /// What stood before the first of those that are deployed together.
    base: Option<Mark>,
    before: Option<Mark>,
    /// Whether a migration has run since that was not followed.
    is_stale: bool,
}

impl Breaks {
    /// Notes what stands before a migration that is judged.
    pub(crate) async fn begin(&mut self, session: &Session, together: bool) -> Result<(), Error> {
        match &mut self.tracker {
            Some(tracker) if self.is_stale => drop(tracker.refresh().await?),
            Some(_) => {}
            None => self.tracker = Some(Tracker::start(session.clone(), Scope::default()).await?),
        }
        self.is_stale = false;
        self.before = self.tracker.as_ref().map(Tracker::mark);
        if !together || self.base.is_none() {
            self.base.clone_from(&self.before);
        }
        Ok(())
    }

    /// A migration that is not judged has run.
    pub(crate) fn skip(&mut self) {
        self.is_stale = true;
    }

    /// What has broken since the beginning, of what anybody knows: before the transaction ends this costs least.
    pub(crate) async fn end(&mut self) -> Result<Vec<Breaking>, Error> {
        let (Some(tracker), Some(before)) = (&mut self.tracker, &self.before) else { return Ok(Vec::new()) };
        let now = tracker.refresh().await?;
        let mut breaks = Snapshot::breaking_changes(before.snapshot(), &now);
        breaks.retain(|breaking| self.base.as_ref().is_none_or(|base| breaking.stood_in(base.snapshot())));
        Ok(breaks)
    }

    /// The migration was undone.
    pub(crate) fn undo(&mut self) {
        if let (Some(tracker), Some(before)) = (&mut self.tracker, &self.before) {
            tracker.set_back(before);
        }
    }
}
