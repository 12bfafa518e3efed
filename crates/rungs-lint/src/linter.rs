//! Runs migrations and gathers what rules judge.

use std::rc::Rc;

use rungs_catalog::{Scope, Snapshot, kept};
use rungs_postgres::{Origin, Session, Statement, TransactionStatus};
use rungs_run::{Down, FrontEndError, Migration, RunContext};
use rungs_trace::Tracer;

use crate::changes::{Base, Change, Changes};
use crate::error::Error;
use crate::facts::{Facts, Made, MigrationFacts, PlannedQuery};
use crate::finding::{Finding, Found};
use crate::known::{Known, News};
use crate::level::Level;
use crate::rule::Rule;
use crate::rules::{BREAKING_CHANGE, RULES};
use crate::schema::{Present, Schema, Since};
use crate::settings::Settings;
use crate::suppression::Suppression;

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

    /// Keeps what the database of `session` holds in it, which makes a judgement [in place](Linter::in_place) cheap.
    ///
    /// # Errors
    /// When the database is lost.
    pub async fn keep(session: &Session) -> Result<(), Error> {
        if kept::prepare(session).await? {
            Present::keep(session).await?;
            kept::keep(session, &Scope::default()).await?;
        }
        Ok(())
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

    /// Runs a migration that is not judged. One that fails is rolled back; that it fails is found all the same, since
    /// others stand on what it does.
    ///
    /// # Errors
    /// When the database is lost.
    pub async fn apply(&mut self, migration: &dyn Migration) -> Result<(), Error> {
        self.changes.skip();
        if let Gone { in_transaction, outcome: Err(error), .. } = self.go(migration, false).await? {
            let mut facts = MigrationFacts { in_transaction, ..MigrationFacts::of(migration) };
            facts.failure = Some(failure(&error, &facts));
            self.facts.migrations.push(facts);
        }
        Ok(())
    }

    /// Says that this migration has been applied where the judged ones have not. Called in the order of names, it makes the
    /// newest known.
    pub fn is_applied(&mut self, migration: &dyn Migration) {
        self.facts.newest_applied = Some(migration.name().to_owned());
    }

    /// Runs a migration and notes what it does.
    ///
    /// # Errors
    /// When the database is lost.
    pub async fn judge(&mut self, migration: &dyn Migration) -> Result<(), Error> {
        self.is_kept = self.in_place && Present::are_kept(&self.session).await?;
        if !self.is_kept {
            self.changes.begin(&self.session).await?;
        }
        self.begin().await?;
        let Gone { in_transaction, outcome, change } = self.go(migration, true).await?;
        let change = change.as_ref().map(|(before, after)| (before, after));
        self.end(migration, WentUp { in_transaction, failure: outcome.as_ref().err(), change }).await
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
        self.since = Since::now(&self.session).await?;
        if !self.together || !self.has_baseline {
            self.tracer.baseline().await?;
            self.has_baseline = true;
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

    /// Judges what was noted, and tells what is not kept quiet: in the order of migrations and lines.
    ///
    /// # Errors
    /// When the database is lost.
    pub async fn finish(mut self) -> Result<Vec<Finding>, Error> {
        let only = self.concerned();
        self.facts.schema = Schema::read(&self.session, only.as_deref()).await?;
        self.facts.schema.sample_keys(&self.session).await?;
        self.facts.queries = self.planned().await?;
        let suppressions: Vec<Vec<Suppression>> = self
            .facts
            .migrations
            .iter()
            .map(|migration| migration.source.as_ref().map(Suppression::all).unwrap_or_default())
            .collect();
        let mut findings = Vec::new();
        for rule in RULES {
            let level = self.settings.level(rule);
            if level == Level::Off {
                continue;
            }
            for found in (rule.check)(&self.facts) {
                let migration =
                    found.made.migration.map(|index| (&suppressions[index], &self.facts.migrations[index]));
                // All that cover it are of use.
                let takes = migration.map_or(0, |(suppressions, migration)| {
                    suppressions.iter().filter(|one| one.takes(rule.name, &found.made, migration)).count()
                });
                if takes == 0 {
                    findings.push(self.finding(rule, level, found));
                }
            }
        }
        findings.extend(
            crate::rules::about_suppressions(&self.facts, &self.settings, &suppressions)
                .into_iter()
                .map(|(rule, found)| self.finding(rule, self.settings.level(rule), found)),
        );
        findings.sort_by(|(at, a), (place, b)| {
            (at, a.line, a.column, &a.rule, &a.message).cmp(&(place, b.line, b.column, &b.rule, &b.message))
        });
        Ok(findings.into_iter().map(|(_, finding)| finding).collect())
    }

    /// The numbers of all that rules look at, where that is known beforehand.
    fn concerned(&self) -> Option<Vec<u32>> {
        if !self.is_kept || !self.facts.conventions.frequent_queries.is_empty() {
            return None;
        }
        let statements = self.facts.migrations.iter().flat_map(|migration| &migration.trace.statements);
        let locked = statements.flat_map(|traced| &traced.locks).map(|lock| lock.relation.oid);
        let made = self.facts.made.keys().chain(self.facts.named.keys().map(|(key, _)| key));
        Some(locked.chain(made.map(|key| key.oid)).collect())
    }

    async fn planned(&self) -> Result<Vec<PlannedQuery>, Error> {
        let mut planned = Vec::new();
        for query in &self.facts.conventions.frequent_queries {
            planned.push(PlannedQuery::of(query, &self.session, &self.facts.schema).await?);
        }
        Ok(planned)
    }

    fn finding(&self, rule: &Rule, level: Level, found: Found) -> (usize, Finding) {
        let Found { made: Made { migration, origin, .. }, message, fix } = found;
        let finding = Finding {
            rule: rule.name.to_owned(),
            level,
            migration: migration.map(|index| self.facts.migrations[index].name.clone()),
            file: origin.as_ref().map(|origin| origin.file.clone()),
            line: origin.as_ref().map(|origin| origin.line),
            column: origin.as_ref().map(|origin| origin.column),
            message,
            why: format!("{} {}", rule.summary(), rule.reason()),
            fix,
        };
        // What no migration is to blame for comes last.
        (migration.unwrap_or(usize::MAX), finding)
    }

    /// Runs `up` in the transaction that it would have, and commits. What becomes of it, and whether it had one.
    async fn go(&mut self, migration: &dyn Migration, is_judged: bool) -> Result<Gone, Error> {
        let mut change = None;
        let wishes = match migration.wishes().await {
            Ok(wishes) => wishes,
            Err(error) => {
                return Ok(Gone { in_transaction: self.in_transactions, outcome: Err(error), change });
            }
        };
        let in_transaction = wishes.transaction.unwrap_or(self.in_transactions);
        if in_transaction {
            self.session.execute(&Statement::new("BEGIN")).await?;
        }
        let run = RunContext { session: self.session.clone(), in_transaction };
        let mut outcome = migration.up(&run).await.map(drop);
        if let Err(error) = self.session.flush().await {
            outcome = outcome.and(Err(FrontEndError::from(error)));
        }
        // What changed is looked for before the transaction ends, when that costs least.
        let status = self.session.transaction_status();
        let is_whole = outcome.is_ok() || status == TransactionStatus::Idle;
        if is_judged && is_whole && status != TransactionStatus::Failed {
            self.tracer.pause();
            if self.is_kept {
                change = crate::changes::of_kept(&self.session).await?;
                self.is_unsure |= change.is_none();
            } else {
                change = self.changes.end().await?;
            }
            self.tracer.go_on();
        }
        if status != TransactionStatus::Idle {
            let end = match (&outcome, self.in_place) {
                (Err(_), _) => "ROLLBACK",
                (Ok(()), false) => "COMMIT",
                // As a commit would, and so that what comes next can alter what is deferred.
                (Ok(()), true) => "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED",
            };
            if let Err(error) = self.session.execute(&Statement::new(end)).await {
                // Deferred constraints speak at the end.
                outcome = outcome.and(Err(FrontEndError::from(error)));
                self.changes.undo();
                change = None;
            }
        }
        Ok(Gone { in_transaction, outcome, change })
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

/// What became of a migration.
struct Gone {
    /// Whether it had a transaction.
    in_transaction: bool,
    outcome: Result<(), FrontEndError>,
    change: Option<Change>,
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
