use std::cell::{Cell, RefCell};
use std::time::Duration;

use rungs_postgres::{Error as DatabaseError, Observer, QueryResult, Statement, TransactionStatus};

use crate::ledger::{Ledger, Note};
use crate::watch::Direction;

/// Notes the statements of migrations that run without a transaction: in memory for who reports a failure, and, row by row,
/// in the table that the next run reads if this one is killed.
#[derive(Debug)]
pub(crate) struct Recorder {
    ledger: Ledger,
    /// Whether the table is there to be written to.
    has_table: Cell<bool>,
    busy: Cell<bool>,
    status: Cell<TransactionStatus>,
    recording: RefCell<Option<Recording>>,
    refused: RefCell<Option<String>>,
}

/// What was noted of one migration.
#[derive(Debug)]
pub(crate) struct Recording {
    migration: String,
    direction: Direction,
    last: i32,
    /// The number of the statement whose row was written and whose end was not.
    open: Option<i32>,
    done: Vec<i32>,
    failed: Vec<i32>,
    /// Statements that took effect.
    pub(crate) standing: Vec<Statement>,
    /// Statements in a transaction that the migration itself began.
    uncommitted: Vec<Statement>,
    /// The statement whose answer was not read.
    pub(crate) in_flight: Option<Statement>,
}

impl Recorder {
    pub(crate) fn new(ledger: Ledger) -> Self {
        Self {
            ledger,
            has_table: Cell::default(),
            busy: Cell::default(),
            status: Cell::new(TransactionStatus::Idle),
            recording: RefCell::default(),
            refused: RefCell::default(),
        }
    }

    /// Says whether the table is there.
    pub(crate) fn use_table(&self, has_table: bool) {
        self.has_table.set(has_table);
    }

    /// Starts anew, for one migration.
    pub(crate) fn start(&self, migration: &str, direction: Direction) {
        self.recording.replace(Some(Recording {
            migration: migration.to_owned(),
            direction,
            last: 0,
            open: None,
            done: Vec::new(),
            failed: Vec::new(),
            standing: Vec::new(),
            uncommitted: Vec::new(),
            in_flight: None,
        }));
    }

    /// Ends; `None` when nothing was being recorded.
    pub(crate) fn stop(&self) -> Option<Recording> {
        self.recording.take()
    }

    /// Whether a statement was sent and its answer has not been read to the end.
    pub(crate) fn is_busy(&self) -> bool {
        self.busy.get()
    }

    /// Why the table could not be written to, once.
    pub(crate) fn take_refusal(&self) -> Option<String> {
        self.refused.take()
    }
}

impl Recording {
    /// What a run that ends in order leaves in the table: how its last statements ended, or, where nothing of it stands,
    /// nothing.
    pub(crate) fn close(&self, ledger: &Ledger) -> Statement {
        if self.standing.is_empty() && self.in_flight.is_none() {
            return ledger.forget_own_journal();
        }
        ledger.note(&Note {
            migration: &self.migration,
            direction: self.direction,
            number: 0,
            statement: &Statement::new(""),
            done: &self.done,
            failed: &self.failed,
        })
    }

    /// The row of a statement that is about to be sent. It takes along how those before it ended, so that one row a
    /// statement is all there is to write.
    fn row(&mut self, ledger: &Ledger, statement: &Statement) -> Statement {
        self.last += 1;
        ledger.note(&Note {
            migration: &self.migration,
            direction: self.direction,
            number: self.last,
            statement,
            done: &std::mem::take(&mut self.done),
            failed: &std::mem::take(&mut self.failed),
        })
    }

    fn ended(&mut self, statement: &Statement, took_effect: bool, is_idle: bool) {
        self.in_flight = None;
        if took_effect {
            self.uncommitted.push(statement.clone());
        }
        if !is_idle {
            return;
        }
        // Outside a transaction, or at the end of one: all in it shares its fate.
        let ended = std::mem::take(&mut self.uncommitted);
        let list = if took_effect { &mut self.done } else { &mut self.failed };
        list.extend(self.open.take());
        if took_effect {
            self.standing.extend(ended);
        }
    }
}

impl Observer for Recorder {
    fn before(&self, statement: &Statement) {
        self.busy.set(true);
        if let Some(recording) = &mut *self.recording.borrow_mut() {
            recording.in_flight = Some(statement.clone());
        }
    }

    fn ready(&self, status: TransactionStatus) {
        self.status.set(status);
    }

    fn after(
        &self,
        statement: &Statement,
        outcome: Result<&[QueryResult], &DatabaseError>,
        _elapsed: Duration,
    ) {
        self.busy.set(false);
        let mut recording = self.recording.borrow_mut();
        let Some(recording) = &mut *recording else { return };
        let is_idle = self.status.get() == TransactionStatus::Idle;
        match outcome {
            Ok(results) => {
                let command = results.last().and_then(|result| result.command.as_deref());
                recording.ended(statement, !(is_idle && command == Some("ROLLBACK")), is_idle);
            }
            Err(DatabaseError::ConnectionLost { .. }) => {}
            Err(_) => recording.ended(statement, false, is_idle),
        }
    }

    fn escort(&self, statement: &Statement) -> Option<Statement> {
        let mut recording = self.recording.borrow_mut();
        let recording = recording.as_mut().filter(|_| self.has_table.get())?;
        let row = recording.row(&self.ledger, statement);
        recording.open = Some(recording.last);
        Some(row)
    }

    fn escort_failed(&self, error: &DatabaseError) {
        // A migration that drops all tables drops this one too.
        self.has_table.set(false);
        self.refused.replace(Some(error.to_string()));
    }
}
