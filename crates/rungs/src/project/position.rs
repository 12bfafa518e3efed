use rungs_run::ledger::{Entry, Ledger};
use rungs_verify::plan::Stage;

use super::{Connected, Project, Rehearsal};
use crate::commands::Context;
use crate::diagnostics::Trouble;

/// Where a database stands.
pub struct Position {
    /// What its ledger has; `None` where it has none yet.
    pub entries: Option<Vec<Entry>>,
}

impl Project {
    /// Reads the ledger of the project's database, and nothing else there.
    ///
    /// # Errors
    /// When there is no server, it does not let us in, or the ledger cannot be read.
    pub async fn position(&self, context: &Context) -> Result<Position, Trouble> {
        let database = self.database.clone().unwrap_or_default();
        let connected = Connected::to(database, self.place.project_folder(), context).await?;
        let state = Ledger::new(&self.migrations).read(&connected.session).await?;
        Ok(Position { entries: state.map(|state| state.entries) })
    }

    /// What planning on `rehearsal` takes.
    pub fn planning(&self, rehearsal: &Rehearsal, disable_transactions: bool, context: &Context) -> Stage {
        let mut settings = self.migrations.clone();
        // As when it is run: see `Project::runner`.
        settings.disable_transactions = disable_transactions;
        Stage {
            session: rehearsal.session.clone(),
            source: self.front_end.source(&settings),
            settings,
            hooks: self.front_end.hooks(),
            observe_others: self.front_end.connection_observation(),
            watch: context.output.clone(),
        }
    }
}
