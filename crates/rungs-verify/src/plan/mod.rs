//! What a run would send to a database, found out by running it on a throwaway one that stands where that one stands.

mod document;
mod marks;
mod sql;
mod step;

use std::rc::Rc;

use rungs_postgres::{Observer, Session};
use rungs_run::ledger::{Entry, Ledger};
use rungs_run::{Failure, Hooks, MigrationSettings, Runner, Source, Watch};
use rungs_trace::Tracer;

pub use document::PlanDocument;
pub use step::{Act, Step};

use marks::Marks;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Course {
    /// As `migrate:latest`, or as `migrate:to` with a name.
    Up {
        /// The last to be applied.
        to: Option<String>,
    },
    /// As `migrate:rollback`, or as `migrate:down` with a name.
    Down {
        /// The only one to be taken back.
        name: Option<String>,
        /// All batches, not the last alone.
        all: bool,
    },
}

/// What a run would do.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What was asked for.
    pub course: Course,
    /// The number of the batch that would be written, or whose rows would be taken back.
    pub batch: i64,
    /// The migrations that would run, in that order.
    pub migrations: Vec<String>,
    /// What would be sent, in that order.
    pub steps: Vec<Step>,
    /// The session's search path, where it is not PostgreSQL's default.
    pub search_path: Option<String>,
}

/// A throwaway database to plan on.
pub struct Stage {
    /// A session with it, prepared as the project's sessions are.
    pub session: Session,
    /// How the project keeps its migrations.
    pub settings: MigrationSettings,
    /// The project's migrations.
    pub source: Rc<dyn Source>,
    /// The project's functions around them.
    pub hooks: Rc<dyn Hooks>,
    /// Has somebody watch the sessions that migrations open themselves.
    pub observe_others: Box<dyn Fn(Rc<dyn Observer>)>,
    /// Who is told what happens.
    pub watch: Rc<dyn Watch>,
}

/// Why there is no plan.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// The database's own migrations do not run on the copy.
    #[error("the copy cannot be brought to where the database stands: {0}")]
    Position(#[source] rungs_run::Error),
    /// The run that is planned fails.
    #[error("{}", .0.error)]
    Run(Box<Failure>),
    /// The copy fails.
    #[error(transparent)]
    Trace(#[from] rungs_trace::Error),
}

/// What PostgreSQL searches unless it is told otherwise.
const DEFAULT_SEARCH_PATH: &str = "\"$user\", public";

impl Stage {
    /// Makes the plan for a database whose ledger has these entries; `None` where it has no ledger yet.
    ///
    /// # Errors
    /// When migrations fail on the copy, those that were applied or those that would be.
    pub async fn plan(self, entries: Option<&[Entry]>, course: Course) -> Result<Plan, PlanError> {
        let tracer = Tracer::attach(&self.session);
        (self.observe_others)(tracer.elsewhere());
        let marks = Rc::new(Marks::new(tracer.clone(), self.watch));
        let ledger = Ledger::new(&self.settings);
        let runner = Runner::new(self.session.clone(), self.settings, self.source)
            .with_hooks(self.hooks)
            .with_watch(marks.clone());
        if let Some(entries) = entries {
            runner.rehearse(entries).await.map_err(PlanError::Position)?;
        }
        let search_path = search_path(&self.session).await?;
        tracer.baseline().await?;
        tracer.start();
        let done = match &course {
            Course::Up { to: None } => runner.latest().await,
            Course::Up { to: Some(name) } => runner.to(name).await,
            Course::Down { name: Some(name), .. } => runner.down(Some(name)).await,
            Course::Down { name: None, all } => runner.rollback(*all).await,
        };
        let trace = tracer.stop()?;
        let batch = done.map_err(|failure| PlanError::Run(Box::new(failure)))?;
        let steps = step::steps(trace, &ledger, &marks);
        Ok(Plan { course, batch: batch.number, migrations: batch.names, steps, search_path })
    }
}

async fn search_path(session: &Session) -> Result<Option<String>, rungs_trace::Error> {
    let results = session.execute(&rungs_postgres::Statement::new("show search_path")).await?;
    let path = results.first().and_then(rungs_postgres::QueryResult::scalar);
    Ok(path.filter(|path| *path != DEFAULT_SEARCH_PATH).map(ToOwned::to_owned))
}

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.migrations.is_empty()
    }

    /// The statements that migrations sent on connections of their own, beside what goes on there: their locks are not
    /// known, and a script can only send them one after the other.
    pub fn elsewhere(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.traced.is_elsewhere)
    }

    /// The reads whose result depends on rows and so may be another one on the real database: what follows them was
    /// decided by a copy that holds only what migrations write.
    pub fn guesses(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.act == Act::Read && step.traced.reads_rows)
    }
}
