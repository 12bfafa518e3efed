//! Up, down, up.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use rungs_catalog::{Difference, Object, Remark, Scope, Snapshot};
use rungs_postgres::{Session, Statement, TransactionStatus};
use rungs_run::{FrontEndError, Migration, RunContext};

use crate::error::Error;
use crate::statements::Statements;
use crate::verdict::{Code, Finding, Verdict};

/// Runs migrations, in their order, on one database that nobody else uses and that is thrown away.
pub struct Verifier {
    session: Session,
    scope: Scope,
    in_transactions: bool,
    statements: Rc<Statements>,
    /// What the database holds now.
    now: Snapshot,
}

/// How one run of `up` or `down` ended.
type Outcome = Result<(), FrontEndError>;

#[derive(Clone, Copy)]
enum Way {
    Up,
    Down,
}

impl Verifier {
    /// A verifier that begins with what the database holds. `in_transactions` is what happens where a migration has
    /// no wish of its own.
    ///
    /// # Errors
    /// When the catalog cannot be read.
    pub async fn new(session: Session, scope: Scope, in_transactions: bool) -> Result<Self, Error> {
        let statements = Rc::new(Statements::default());
        session.observe(statements.clone());
        let now = Snapshot::read(&session, &scope).await?;
        Ok(Self { session, scope, in_transactions, statements, now })
    }

    /// Applies a migration without judging it. What it says of failures is a finding.
    ///
    /// # Errors
    /// When the database is lost.
    pub async fn apply(&mut self, migration: &dyn Migration) -> Result<Option<Verdict>, Error> {
        let applied = self.go(migration, Way::Up).await?;
        self.now = self.snapshot().await?;
        Ok(applied.err().map(|error| {
            Verdict::of(migration.name(), vec![Finding::thrown(Code::UpFails, "`up`", &error)], Vec::new())
        }))
    }

    /// Judges a migration. Whatever comes of it, the database then is as after its first `up`, or as before if that fails.
    ///
    /// # Errors
    /// When the database is lost.
    pub async fn verify(&mut self, migration: &dyn Migration) -> Result<Verdict, Error> {
        let name = migration.name();
        self.statements.clear();
        if let Err(error) = migration.check().await {
            let finding = Finding::new(Code::Unloadable, error.message().to_owned(), error.origin());
            // The migrations after it stand on what it does, so it is applied as far as it can be.
            self.apply(migration).await?;
            return Ok(Verdict::of(name, vec![finding], Vec::new()));
        }
        if let Err(error) = self.go(migration, Way::Up).await? {
            let finding = Finding::thrown(Code::UpFails, "`up`", &error);
            self.now = self.snapshot().await?;
            return Ok(Verdict::of(name, vec![finding], Vec::new()));
        }
        let before = self.now.clone();
        self.now = self.snapshot().await?;
        let file = migration.path().map(Path::to_owned);
        let mut said =
            Said { findings: Vec::new(), remarks: Vec::new(), statements: self.statements.clone(), file };
        if self.transaction_of(migration).await {
            self.execute("BEGIN").await?;
            self.back_and_forth(migration, &before, &mut said).await?;
            self.execute("ROLLBACK").await?;
        } else {
            self.back_and_forth(migration, &before, &mut said).await?;
            // There is no way to set it back: what comes next stands on what was reached.
            self.now = self.snapshot().await?;
        }
        Ok(Verdict::of(name, said.findings, said.remarks))
    }

    /// `down`, then `up` again.
    async fn back_and_forth(
        &self,
        migration: &dyn Migration,
        before: &Snapshot,
        said: &mut Said,
    ) -> Result<(), Error> {
        let after_up = self.now.clone();
        if let Err(error) = self.call(migration, Way::Down).await {
            said.findings.push(Finding::thrown(Code::DownFails, "`down`", &error));
            return Ok(());
        }
        let after_down = self.snapshot().await?;
        said.difference(Code::DownDiffers, "`down`", &Snapshot::diff(before, &after_down));
        if let Err(error) = self.call(migration, Way::Up).await {
            said.findings.push(Finding::thrown(Code::SecondUpFails, "`up` after `down`", &error));
            return Ok(());
        }
        let second = Snapshot::diff(&after_up, &self.snapshot().await?);
        // What `down` did not undo shows in the second `up` too, and is said already.
        if said.findings.is_empty() {
            said.difference(Code::SecondUpDiffers, "`up` after `down`", &second);
        }
        Ok(())
    }

    /// Runs one way in the transaction that it would have, and commits.
    async fn go(&self, migration: &dyn Migration, way: Way) -> Result<Outcome, Error> {
        if !self.transaction_of(migration).await {
            return Ok(self.call(migration, way).await);
        }
        self.execute("BEGIN").await?;
        let outcome = self.call(migration, way).await;
        let end = if outcome.is_ok() { "COMMIT" } else { "ROLLBACK" };
        if let Err(error) = self.session.execute(&Statement::new(end)).await {
            // Deferred constraints speak at the end.
            return Ok(outcome.and(Err(FrontEndError::from(error))));
        }
        Ok(outcome)
    }

    async fn call(&self, migration: &dyn Migration, way: Way) -> Outcome {
        let in_transaction = self.session.transaction_status() != TransactionStatus::Idle;
        let run = RunContext { session: self.session.clone(), in_transaction };
        match way {
            Way::Up => migration.up(&run).await?,
            Way::Down => migration.down(&run).await?,
        };
        self.session.flush().await?;
        if in_transaction {
            // As a commit would: what is deferred is checked now, so that the next statement can alter the table.
            let check = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED";
            self.session.execute(&Statement::new(check)).await?;
        }
        Ok(())
    }

    /// Whether the migration has a transaction. One that cannot be loaded fails when it is called.
    async fn transaction_of(&self, migration: &dyn Migration) -> bool {
        let wishes = migration.wishes().await.unwrap_or_default();
        wishes.transaction.unwrap_or(self.in_transactions)
    }

    async fn snapshot(&self) -> Result<Snapshot, Error> {
        Ok(Snapshot::read(&self.session, &self.scope).await?)
    }

    async fn execute(&self, sql: &str) -> Result<(), Error> {
        self.session.execute(&Statement::new(sql)).await?;
        Ok(())
    }
}

/// What is collected about one migration.
struct Said {
    findings: Vec<Finding>,
    remarks: Vec<Finding>,
    statements: Rc<Statements>,
    /// The migration's file, where the statement is not known.
    file: Option<PathBuf>,
}

impl Said {
    fn difference(&mut self, code: Code, act: &str, difference: &Difference) {
        for finding in &difference.findings {
            let finding = self.about(code, format!("{act} {finding}"), &finding.object);
            self.findings.push(finding);
        }
        for remark in &difference.remarks {
            let object = match remark {
                Remark::ColumnOrder { table, .. } => table,
                Remark::Alters(finding) => &finding.object,
            };
            let remark = self.about(code, format!("{act} {remark}"), object);
            self.remarks.push(remark);
        }
    }

    fn about(&self, code: Code, message: String, object: &Object) -> Finding {
        let table = object.part_of.as_ref().map(|part| part.name.as_str());
        let origin = self.statements.naming(&object.name, table);
        let finding = Finding::new(code, message, origin.as_ref());
        let file = finding.file.or_else(|| self.file.clone());
        Finding { object: Some(object.to_string()), file, ..finding }
    }
}
