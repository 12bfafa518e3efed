//! Running statements: deferred ones first, as many in one write as may be.

use postgres_protocol::message::backend::Message;
use std::io;
use std::rc::Rc;
use std::time::Instant;

use super::shared::Escort;
use super::{Held, Session, TransactionStatus};
use crate::error::Error;
use crate::result::QueryResult;
use crate::server_error::ServerError;
use crate::statement::Statement;
use crate::wire::{Finished, Reply, Request, Wire, encode_request, requests, segment_length};

/// A statement and where it stands: `None` when it was deferred, else its index among those given.
pub(super) type Item<'a> = (&'a Statement, Option<usize>);

impl Session {
    pub(super) async fn run(&self, statements: &[Statement]) -> Result<Vec<Vec<QueryResult>>, Error> {
        let mut held = self.wire().await?;
        let deferred: Vec<Rc<Statement>> = held.shared.deferred.borrow().iter().cloned().collect();
        let items: Vec<Item<'_>> = (deferred.iter().map(|statement| (&**statement, None)))
            .chain(statements.iter().enumerate().map(|(index, statement)| (statement, Some(index))))
            .collect();
        let mut results = Vec::with_capacity(statements.len());
        if let Some(probe) = held.shared.probe() {
            for item in items {
                match held.run_probed(&*probe, item).await {
                    Ok(found) if item.1.is_some() => results.push(found),
                    Ok(_) => {}
                    Err(error) => {
                        held.shared.deferred.borrow_mut().clear();
                        return Err(error);
                    }
                }
            }
            return Ok(results);
        }
        let mut rest = items.as_slice();
        while !rest.is_empty() {
            let in_transaction = held.shared.status.get() == TransactionStatus::InTransaction;
            let length = segment_length(in_transaction, rest.iter().map(|(statement, _)| *statement));
            let (segment, after) = rest.split_at(length);
            rest = after;
            match held.run_segment(segment, &mut results).await {
                Ok(()) => {}
                Err(error) => {
                    held.shared.deferred.borrow_mut().clear();
                    return Err(error);
                }
            }
        }
        Ok(results)
    }
}

impl Held<'_> {
    /// Writes all of `segment` at once and reads the answers; keeps the results of those not deferred.
    async fn run_segment(
        &mut self,
        segment: &[Item<'_>],
        results: &mut Vec<Vec<QueryResult>>,
    ) -> Result<(), Error> {
        let requests = requests(segment.iter().map(|(statement, _)| *statement));
        let escort = self.write(segment, &requests)?;
        let mut since = Instant::now();
        if let (Some(escort), Some((statement, index))) = (escort, segment.first()) {
            self.read_escort(&escort, statement, *index, since).await?;
        }
        let mut failure = None;
        let mut rest = segment;
        for request in requests {
            let (items, after) = rest.split_at(request.length);
            rest = after;
            for (place, (statement, index)) in items.iter().enumerate() {
                let outcome = self.read_reply(statement, *index, place + 1 == items.len()).await;
                if failure.is_none() {
                    self.report(statement, &outcome, since);
                }
                since = Instant::now();
                match outcome {
                    Ok(found) if index.is_some() => results.push(found),
                    Ok(_) => {}
                    Err(error @ Error::Server { .. }) => {
                        self.shared.note_abort(&error);
                        // Those behind it in its request are skipped, those of the next ones only repeat that the
                        // transaction has failed.
                        failure.get_or_insert(error);
                        break;
                    }
                    Err(fatal) => return Err(failure.unwrap_or(fatal)),
                }
            }
        }
        failure.map_or(Ok(()), Err)
    }

    pub(super) fn report(
        &self,
        statement: &Statement,
        outcome: &Result<Vec<QueryResult>, Error>,
        since: Instant,
    ) {
        let elapsed = since.elapsed();
        let outcome = outcome.as_deref();
        self.shared.each_observer(|observer| observer.after(statement, outcome, elapsed));
    }

    /// Reads the answer to an escort. Where the connection is lost, the statement behind it was sent as well.
    async fn read_escort(
        &mut self,
        escort: &Escort,
        statement: &Statement,
        index: Option<usize>,
        since: Instant,
    ) -> Result<(), Error> {
        match self.read_reply(statement, index, true).await {
            Ok(_) => Ok(()),
            Err(error @ Error::Server { .. }) => {
                escort.observer.escort_failed(&error);
                Ok(())
            }
            Err(fatal) => {
                let outcome = Err(fatal);
                self.report(statement, &outcome, since);
                outcome.map(drop)
            }
        }
    }

    /// Appends the requests, with an escort before them where an observer has one, which is given back.
    fn write(&mut self, segment: &[Item<'_>], requests: &[Request]) -> Result<Option<Escort>, Error> {
        let is_idle = self.shared.status.get() == TransactionStatus::Idle;
        let escort = segment.first().filter(|_| is_idle).and_then(|(first, _)| self.shared.escort(first));
        let is_escorted = self.encode(segment, requests, escort.as_ref().map(|escort| &escort.statement))?;
        for (statement, index) in segment {
            if index.is_none() {
                self.shared.deferred.borrow_mut().pop_front();
            }
            self.shared.each_observer(|observer| observer.before(statement));
        }
        Ok(escort.filter(|_| is_escorted))
    }

    /// Appends the requests to the output, all or none, and before them the escort, as far as that can be sent: says
    /// whether it was. Nothing is sent yet.
    pub(super) fn encode(
        &mut self,
        segment: &[Item<'_>],
        requests: &[Request],
        escort: Option<&Statement>,
    ) -> Result<bool, Error> {
        let wire = self.open()?;
        let start = wire.output().len();
        let escort = escort.map(|escort| (escort, Request::alone(escort))).filter(|(escort, request)| {
            let end = wire.output().len();
            let sent = encode_request(request.exchange, std::iter::once(*escort), wire.output());
            sent.inspect_err(|_| wire.output().truncate(end)).is_ok()
        });
        let mut rest = segment;
        for request in requests {
            let (items, after) = rest.split_at(request.length);
            rest = after;
            let statements = items.iter().map(|(statement, _)| *statement);
            if let Err((place, reason)) = encode_request(request.exchange, statements, wire.output()) {
                wire.output().truncate(start);
                let (statement, index) = items[place];
                return Err(Error::Unsendable { reason, statement: Box::new(statement.clone()), index });
            }
        }
        let escorts = escort.iter().map(|(_, request)| request);
        escorts.chain(requests).for_each(|request| wire.expect_ready(request.exchange));
        Ok(escort.is_some())
    }

    /// Reads the answer to one statement; that of the last of a request, and of one that fails, ends with the request.
    pub(super) async fn read_reply(
        &mut self,
        statement: &Statement,
        index: Option<usize>,
        is_last: bool,
    ) -> Result<Vec<QueryResult>, Error> {
        let mut reply = Reply::default();
        while is_last || reply.finished() != Finished::Statement || reply.has_failed() {
            match self.next().await {
                Ok(Message::ReadyForQuery(_)) => break,
                Ok(message) => {
                    if let Err(error) = reply.take(message) {
                        return Err(self.lost(&error, None, Some(statement), index));
                    }
                }
                Err(error) => return Err(self.lost(&error, reply.error(), Some(statement), index)),
            }
        }
        reply.into_results().map_err(|error| Error::Server {
            error,
            statement: Box::new(statement.clone()),
            index,
        })
    }

    /// The next message that belongs to a request.
    pub(super) async fn next(&mut self) -> io::Result<Message> {
        let wire = self.guard.as_mut().ok_or(io::ErrorKind::NotConnected)?;
        loop {
            if let Some(message) = self.shared.absorb(wire.next().await?)? {
                return Ok(message);
            }
        }
    }

    /// Reads what is left of the answers to calls whose futures were dropped.
    pub(super) async fn settle(&mut self) -> Result<(), Error> {
        let mut last_words = None;
        while !self.open()?.is_settled() {
            match self.next().await {
                Ok(Message::ErrorResponse(body)) => last_words = ServerError::from_fields(body.fields()).ok(),
                Ok(_) => {}
                Err(error) => return Err(self.lost(&error, last_words, None, None)),
            }
        }
        Ok(())
    }

    pub(super) fn open(&mut self) -> Result<&mut Wire, Error> {
        let closed = || Error::Closed { peer: self.shared.cancel_token.peer.clone() };
        self.guard.as_mut().ok_or_else(closed)
    }

    /// Closes the session after `error` on its wire, and tells what happened.
    pub(super) fn lost(
        &mut self,
        error: &io::Error,
        last_words: Option<ServerError>,
        statement: Option<&Statement>,
        index: Option<usize>,
    ) -> Error {
        *self.guard = None;
        self.shared.closed.set(true);
        let peer = self.shared.cancel_token.peer.clone();
        if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) {
            return Error::Protocol { peer, detail: error.to_string() };
        }
        let reason = match (&last_words, error.kind()) {
            (Some(words), _) => words.to_string(),
            (None, io::ErrorKind::UnexpectedEof) => "the server closed it".to_owned(),
            (None, _) => error.to_string(),
        };
        let statement = statement.map(|statement| Box::new(statement.clone()));
        Error::ConnectionLost { peer, reason, error: last_words.map(Box::new), statement, index }
    }
}
