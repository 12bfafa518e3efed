//! Who asks, and puts the answers together.

mod bare;
mod compare;
mod elsewhere;
mod known;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use rungs_postgres::{
    Inquiry, Observer, Part, Probe, QueryResult, Seen, Session, Statement, TransactionNumber,
};

use crate::fact::{Trace, Traced};
use crate::look;
use crate::{Error, sql};
use known::Known;

/// Traces what a session does.
///
/// What is a *danger* depends on what existed before: a table that the judged migrations make themselves holds nothing
/// that the application waits for. Who judges each migration by itself calls [`Tracer::baseline`] before each; who
/// judges several that will be deployed together calls it once.
pub struct Tracer {
    session: RefCell<Session>,
    is_active: Cell<bool>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    known: Known,
    trace: Trace,
    /// Where the parts of the text that runs now begin: the text, and the lines before each part.
    lines: Vec<(String, u32)>,
    trouble: Option<Error>,
}

impl Tracer {
    /// A tracer of `session`, which does not ask yet.
    pub fn attach(session: &Session) -> Rc<Self> {
        let tracer = Rc::new(Self {
            session: RefCell::new(session.clone()),
            is_active: Cell::new(false),
            state: RefCell::default(),
        });
        session.probe(tracer.clone());
        tracer
    }

    /// Notes what is there now: all of it existed before what is judged.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn baseline(&self) -> Result<(), Error> {
        let inventory = self.ask(&look::inventory()).await?;
        self.state.borrow_mut().known = Known::of(inventory);
        Ok(())
    }

    /// The same at the cost of what is new since another baseline. `transaction` is the server's number of one that did not
    /// begin after that.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn baseline_since(&self, transaction: &str) -> Result<(), Error> {
        let news = self.ask(&look::news(transaction)).await?;
        let mut state = self.state.borrow_mut();
        let known = std::mem::take(&mut state.known);
        state.known = known.with(news);
        Ok(())
    }

    async fn ask(&self, question: &Statement) -> Result<look::Inventory, Error> {
        let active = self.is_active.replace(false);
        let session = self.session.borrow().clone();
        let answer = session.execute(question).await;
        self.is_active.set(active);
        look::read(&answer?)
    }

    /// Goes on with another session of the same database, or of a copy.
    pub fn follow(self: &Rc<Self>, session: &Session) {
        session.probe(self.clone());
        self.session.replace(session.clone());
    }

    /// Begins to trace: all statements of the session are asked about from now on.
    pub fn start(&self) {
        self.state.borrow_mut().trace = Trace::default();
        self.is_active.set(true);
    }

    /// Ends tracing and gives what was seen since it began.
    ///
    /// # Errors
    /// When an answer could not be read.
    pub fn stop(&self) -> Result<Trace, Error> {
        self.is_active.set(false);
        let mut state = self.state.borrow_mut();
        state.trouble.take().map_or_else(|| Ok(std::mem::take(&mut state.trace)), Err)
    }

    /// Looks away until [`Tracer::go_on`]: what is sent meanwhile is nothing of the migration's.
    pub fn pause(&self) {
        self.is_active.set(false);
    }

    /// Looks again.
    pub fn go_on(&self) {
        self.is_active.set(true);
    }

    /// Who notes the statements of other sessions, in their order among those of this one: those of a migration that opens
    /// connections itself. The server is not asked about them.
    pub fn elsewhere(self: &Rc<Self>) -> Rc<dyn Observer> {
        Rc::new(elsewhere::Elsewhere(self.clone()))
    }

    /// How many statements were seen since tracing began: where in the trace one that comes now will stand.
    pub fn len(&self) -> usize {
        self.state.borrow().trace.statements.len()
    }

    /// Whether none was seen.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Probe for Tracer {
    fn is_active(&self) -> bool {
        self.is_active.get()
    }

    fn parts(&self, statement: &Statement) -> Vec<Part> {
        let text = statement.sql.as_str();
        let pieces = match statement.params.is_empty() {
            true => sql::split(text),
            false => vec![sql::Piece { sql: text, start: 0 }],
        };
        let count = |bytes: &str| u32::try_from(bytes.chars().count()).unwrap_or(u32::MAX);
        let lines = |start: usize| u32::try_from(text[..start].matches('\n').count()).unwrap_or(0);
        let mut state = self.state.borrow_mut();
        state.lines = pieces.iter().map(|piece| (piece.sql.to_owned(), lines(piece.start))).collect();
        pieces
            .iter()
            .map(|piece| Part { sql: piece.sql.to_owned(), offset: count(&text[..piece.start]) })
            .collect()
    }

    fn may_wrap(&self, statement: &Statement) -> bool {
        !sql::controls_transaction(&statement.sql)
    }

    fn inquire(&self, statement: &Statement, transaction: Option<TransactionNumber>) -> Inquiry {
        let state = self.state.borrow();
        let Some(transaction) = transaction.filter(|_| !sql::sets_up_transaction(&statement.sql)) else {
            return Inquiry::default();
        };
        Inquiry {
            before: (!state.known.is_open(transaction)).then(look::opening),
            after: Some(look::after(state.known.existing(), state.known.seen())),
        }
    }

    fn seen(&self, statement: &Statement, seen: &Seen<'_>) {
        let mut state = self.state.borrow_mut();
        let state = &mut *state;
        let line_offset = state.line_offset(&statement.sql);
        let mut traced = Traced::of(statement, seen, line_offset);
        if let Err(error) = state.known.take_in(&mut traced, seen) {
            state.trouble.get_or_insert(error);
        }
        state.trace.statements.push(traced);
    }
}

impl State {
    /// How many lines stand before this part of the text that runs now.
    fn line_offset(&mut self, part: &str) -> u32 {
        let at = self.lines.iter().position(|(text, _)| text == part);
        at.map_or(0, |at| self.lines.remove(at).1)
    }
}

impl Traced {
    /// What is known of a statement without asking the server.
    fn of(statement: &Statement, seen: &Seen<'_>, line_offset: u32) -> Self {
        let last = seen.outcome.ok().and_then(<[QueryResult]>::last);
        Self {
            statement: statement.clone(),
            line_offset,
            command: last.and_then(|result| result.command.clone()),
            failure: seen.outcome.err().map(|error| {
                error.server_error().map_or_else(|| error.to_string(), |server| server.message.clone())
            }),
            rows: last.and_then(|result| result.row_count),
            elapsed: seen.elapsed,
            transaction: seen.transaction,
            is_wrapped: seen.wrapped,
            is_elsewhere: false,
            is_observed: seen.after.is_some(),
            locks: Vec::new(),
            rewritten: Vec::new(),
            scanned: Vec::new(),
            emptied: Vec::new(),
            written: Vec::new(),
            created: Vec::new(),
            dropped: Vec::new(),
            indexes: Vec::new(),
            constraints: Vec::new(),
            not_null: Vec::new(),
            is_read: false,
            reads_rows: false,
        }
    }
}
