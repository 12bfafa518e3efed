//! Gathers what rules judge while migrations run.

mod findings;
mod run;

use std::rc::Rc;

use rungs_catalog::Snapshot;
use rungs_postgres::{Origin, Session};
use rungs_run::{Down, FrontEndError, Migration};
use rungs_trace::Tracer;

use crate::changes::{Base, Changes};
use crate::error::Error;
use crate::facts::{Facts, MigrationFacts};
use crate::known::{Known, News};
use crate::level::Level;
use crate::rules::BREAKING_CHANGE;
use crate::schema::{Present, Since};
use crate::settings::Settings;

/// Judges migrations on a database that nobody else uses: first [`Linter::apply`] those that went before, then
/// [`Linter::judge`] each of those that are judged, then [`Linter::finish`].
pub struct Linter {
    session: Session,
    tracer: Rc<Tracer>,
    in_transactions: bool,
    settings: Settings,
    facts: Facts,
    known: Option<Known>,
    /// Whether all that are judged are deployed at once.
    together: bool,
    /// Whether what was there before them is known.
    has_baseline: bool,
    changes: Changes,
    base: Base,
    /// The server's next transaction when the migration that is judged began.
    since: String,
    /// Whether the database stays as it was: what is judged runs in a transaction that is never committed.
    in_place: bool,
    /// Whether what the database held before is kept in it, so that it need not be read.
    is_kept: bool,
    /// Whether what was kept does not tell all that the migration changed.
    is_unsure: bool,
}

impl Linter {
    /// A linter whose migrations run on `session`. `in_transactions` is what happens where a migration has no wish of its own.
    pub fn new(session: Session, settings: Settings, in_transactions: bool) -> Self {
        let tracer = Tracer::attach(&session);
        let facts = Facts { conventions: settings.conventions.clone(), ..Facts::default() };
        Self {
            session,
            tracer,
            in_transactions,
            settings,
            facts,
            known: None,
            together: false,
            has_baseline: false,
            changes: Changes::default(),
            base: Base::default(),
            since: String::new(),
            in_place: false,
            is_kept: false,
            is_unsure: false,
        }
    }

    /// Says that the judged migrations are deployed together: what one of them makes is new for the next one too, and nobody
    /// uses it yet. Without it each is judged as if the one before had been deployed long ago.
    #[must_use]
    pub fn deployed_together(mut self, together: bool) -> Self {
        self.together = together;
        self
    }

    /// Leaves the database as it was. Only one migration can be judged then, and one that has a transaction.
    #[must_use]
    pub fn in_place(mut self) -> Self {
        self.in_place = true;
        self
    }

    /// Whether a migration has failed so far, or what it does cannot be told in place.
    pub fn has_failed(&self) -> bool {
        self.is_unsure || self.facts.migrations.iter().any(|migration| migration.failure.is_some())
    }

    /// Says that this migration has been applied where the judged ones have not. Called in the order of names, it makes the
    /// newest known.
    pub fn is_applied(&mut self, migration: &dyn Migration) {
        self.facts.newest_applied = Some(migration.name().to_owned());
    }

    /// Begins to judge a migration that somebody else runs on the same session, in these steps: this one; what is sent
    /// between [`Tracer::go_on`] and [`Tracer::pause`] of [`Linter::tracer`] is the migration's own; [`Linter::end`].
    ///
    /// # Errors
    /// When the database is lost.
    pub async fn begin(&mut self) -> Result<(), Error> {
        if self.known.is_none() && !self.is_kept {
            let mut known = Known::default();
            for present in Present::read(&self.session, Since::Ever).await? {
                known.note(&present);
            }
            self.known = Some(known);
        }
        let before = std::mem::replace(&mut self.since, Since::now(&self.session).await?);
        if !self.has_baseline {
            self.tracer.baseline().await?;
            self.has_baseline = true;
        } else if !self.together {
            self.tracer.baseline_since(&before).await?;
        }
        self.tracer.start();
        Ok(())
    }

    /// Notes what a migration did that has run since [`Linter::begin`].
    ///
    /// # Errors
    /// When the database is lost.
    pub async fn end(&mut self, migration: &dyn Migration, went: WentUp<'_>) -> Result<(), Error> {
        let WentUp { in_transaction, failure: error, change } = went;
        let trace = self.tracer.stop()?;
        let index = self.facts.migrations.len();
        let is_asked = self.settings.level(&BREAKING_CHANGE) > Level::Off;
        let breaks = change.filter(|_| is_asked).map(|change| self.base.breaks(change, self.together));
        let changed_schema = match change {
            Some((before, after)) => before != after,
            None => trace.statements.iter().any(|traced| !traced.is_read),
        };
        let known = self.known.get_or_insert_default();
        let presents = Present::read(&self.session, Since::Transaction(&self.since)).await?;
        if self.is_kept {
            let mut oids: Vec<u32> = presents.iter().map(|present| present.oid).collect();
            oids.sort_unstable();
            oids.dedup();
            for before in Present::read(&self.session, Since::Kept(&oids)).await? {
                known.note(&before);
            }
        }
        for present in presents {
            let news = known.note(&present);
            if news == News::Object {
                self.facts.made.entry(present.key()).or_insert(index);
                self.facts.first_names.entry(present.key()).or_insert_with(|| present.name.clone());
            }
            if news != News::None {
                self.facts.named.insert((present.key(), present.name.clone()), index);
            }
        }
        let mut facts = MigrationFacts {
            in_transaction,
            irreversible: migration.wishes().await.ok().and_then(|wishes| wishes.irreversible),
            down: migration.down_shape().await.unwrap_or(Down::Written),
            changed_schema,
            trace,
            breaks: breaks.unwrap_or_default(),
            ..MigrationFacts::of(migration)
        };
        facts.failure = error.map(|error| failure(error, &facts));
        self.facts.migrations.push(facts);
        Ok(())
    }

    /// Who sees what the session sends.
    pub fn tracer(&self) -> Rc<Tracer> {
        self.tracer.clone()
    }

    /// Goes on with another session of the same database, or of a copy whose objects have the same numbers.
    pub fn follow(&mut self, session: &Session) {
        self.tracer.follow(session);
        self.session = session.clone();
    }

    /// Says that nothing comes after the judged migrations.
    pub fn is_complete(&mut self) {
        self.facts.is_complete = true;
    }
}

/// What a migration threw, and where: the server's words where it was the server, and the place in the SQL if it tells one.
fn failure(error: &FrontEndError, facts: &MigrationFacts) -> (String, Option<Origin>) {
    let server = error.database().and_then(rungs_postgres::Error::server_error);
    let message = server.map_or_else(|| error.message(), |server| server.message.as_str());
    let line = message.trim().lines().next().unwrap_or_default();
    let origin = error.origin();
    let told = || {
        let sql = error.database()?.statement()?.sql.as_str();
        facts.text_of(origin?)?.find_in_sql(origin?, sql, server?.position?)
    };
    (line.to_owned(), told().or_else(|| origin.cloned()))
}

/// How a judged migration has gone up.
#[derive(Debug, Clone, Copy)]
pub struct WentUp<'a> {
    /// Whether it ran in a transaction.
    pub in_transaction: bool,
    /// What it threw.
    pub failure: Option<&'a FrontEndError>,
    /// What the database held before it and after it, where that is known.
    pub change: Option<(&'a Snapshot, &'a Snapshot)>,
}
