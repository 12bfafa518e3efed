//! Rows in batches, for results that should not be in memory as a whole.

use postgres_protocol::message::backend::Message;
use postgres_protocol::message::frontend;
use std::time::Instant;

use super::{Held, Session};
use crate::error::Error;
use crate::result::{Field, QueryResult};
use crate::row::Row;
use crate::statement::Statement;
use crate::wire::{Exchange, Finished, Reply, encode_bind};

/// The rows of one statement, fetched batch by batch through the unnamed portal. While it lives it holds the
/// session: other calls wait until it is dropped. Dropping it early is fine.
pub struct RowStream<'a> {
    held: Held<'a>,
    statement: Statement,
    batch: i32,
    reply: Reply,
    /// The columns, once the reply has ended.
    fields: Vec<Field>,
    state: State,
    since: Instant,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// The server holds more rows, which were not asked for yet.
    Suspended,
    /// A batch was asked for.
    Fetching,
    /// The statement has ended and Sync was sent.
    Ending,
    /// Nothing more will come.
    Ended,
}

impl Session {
    /// Runs one statement (always by the extended protocol) whose rows are then fetched `batch_rows` at a
    /// time. What was deferred is sent first.
    ///
    /// # Errors
    /// Like [`Session::execute`]; errors of the statement itself come with the first batch.
    pub async fn stream(&self, statement: &Statement, batch_rows: u16) -> Result<RowStream<'_>, Error> {
        self.flush().await?;
        let mut held = self.wire().await?;
        let batch = i32::from(batch_rows.max(1));
        let output = held.open()?.output();
        if let Err(reason) = encode_bind(statement, batch, output) {
            return Err(Error::Unsendable { reason, statement: Box::new(statement.clone()), index: Some(0) });
        }
        frontend::flush(output);
        held.shared.each_observer(|observer| observer.before(statement));
        Ok(RowStream {
            held,
            statement: statement.clone(),
            batch,
            reply: Reply::default(),
            fields: Vec::new(),
            state: State::Fetching,
            since: Instant::now(),
        })
    }
}

impl RowStream<'_> {
    /// The next rows, at most as many as a batch has; `None` when there are no more. Its future may be dropped
    /// and asked for again without losing rows.
    ///
    /// # Errors
    /// Like [`Session::execute`]. After an error there are no more rows.
    pub async fn next_batch(&mut self) -> Result<Option<Vec<Row>>, Error> {
        if self.state == State::Suspended {
            let output = self.held.open()?.output();
            // Cannot fail: the portal's name is empty.
            let _ = frontend::execute("", self.batch, output);
            frontend::flush(output);
            self.state = State::Fetching;
        }
        while self.state == State::Fetching {
            self.take_message().await?;
            match self.reply.finished() {
                Finished::No => {}
                Finished::Suspended => {
                    self.state = State::Suspended;
                    return Ok(Some(self.reply.take_rows()));
                }
                Finished::Statement => {
                    send_sync(&mut self.held)?;
                    self.state = State::Ending;
                }
            }
        }
        while self.state == State::Ending {
            if self.take_message().await? {
                self.state = State::Ended;
                return self.end();
            }
        }
        Ok(None)
    }

    /// The columns; empty before the first batch.
    pub fn fields(&self) -> &[Field] {
        if self.fields.is_empty() { self.reply.fields() } else { &self.fields }
    }

    /// Takes in one message and tells whether it was ReadyForQuery.
    async fn take_message(&mut self) -> Result<bool, Error> {
        let taken = match self.held.next().await {
            Ok(Message::ReadyForQuery(_)) => return Ok(true),
            Ok(message) => self.reply.take(message),
            Err(error) => Err(error),
        };
        taken.map(|()| false).map_err(|error| {
            self.state = State::Ended;
            self.held.lost(&error, self.reply.error(), Some(&self.statement), Some(0))
        })
    }

    fn end(&mut self) -> Result<Option<Vec<Row>>, Error> {
        let outcome = match std::mem::take(&mut self.reply).into_results() {
            Ok(mut results) => {
                let mut rows = Vec::new();
                if let Some(last) = results.last_mut() {
                    self.fields.clone_from(&last.fields);
                    rows = std::mem::take(&mut last.rows);
                }
                Ok((results, rows))
            }
            Err(error) => {
                Err(Error::Server { error, statement: Box::new(self.statement.clone()), index: Some(0) })
            }
        };
        let seen = outcome.as_ref().map(|(results, _): &(Vec<QueryResult>, _)| results.as_slice());
        let (elapsed, statement) = (self.since.elapsed(), &self.statement);
        self.held.shared.each_observer(|observer| observer.after(statement, seen, elapsed));
        if let Err(error) = &outcome {
            self.held.shared.note_abort(error);
        }
        outcome.map(|(_, rows)| (!rows.is_empty()).then_some(rows))
    }
}

impl Drop for RowStream<'_> {
    fn drop(&mut self) {
        if matches!(self.state, State::Suspended | State::Fetching) {
            // The portal is not closed: the next statement replaces it, and if the statement turns out to be a
            // COPY FROM STDIN the server allows nothing but Sync here (PostgreSQL manual, "COPY Operations").
            // The next call reads what is left. A session that is closed has nothing left.
            let _ = send_sync(&mut self.held);
        }
    }
}

fn send_sync(held: &mut Held<'_>) -> Result<(), Error> {
    let wire = held.open()?;
    frontend::sync(wire.output());
    wire.expect_ready(Exchange::Extended);
    Ok(())
}
