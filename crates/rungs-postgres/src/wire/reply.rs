//! The answer to one request, gathered message by message.

use postgres_protocol::message::backend::Message;
use std::io;

use crate::result::{Field, QueryResult, read_fields};
use crate::row::Row;
use crate::server_error::ServerError;

/// Gathers the messages between a request and its ReadyForQuery.
#[derive(Default)]
pub(crate) struct Reply {
    results: Vec<QueryResult>,
    current: QueryResult,
    error: Option<ServerError>,
    finished: Finished,
}

/// How far a request (or one portal of it) has come.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Finished {
    /// More is to come.
    #[default]
    No,
    /// The portal has more rows than were asked for.
    Suspended,
    /// The statement has ended, well or with an error.
    Statement,
}

impl Reply {
    /// Takes in one message; messages that belong to no request must have been taken out before.
    pub(crate) fn take(&mut self, message: Message) -> io::Result<()> {
        match message {
            Message::RowDescription(body) => self.current.fields = read_fields(&body)?,
            Message::DataRow(body) => self.current.rows.push(Row::from_message(&body, &self.current.fields)?),
            Message::CommandComplete(body) => {
                self.current.read_command_tag(body.tag()?);
                self.finish_statement();
            }
            Message::EmptyQueryResponse => self.finish_statement(),
            Message::PortalSuspended => self.finished = Finished::Suspended,
            Message::ErrorResponse(body) => {
                // After the first error the server may only add that it ends the connection.
                let error = ServerError::from_fields(body.fields())?;
                if self.error.is_none() || error.ends_connection() {
                    self.error = Some(error);
                }
                self.finished = Finished::Statement;
            }
            Message::ParseComplete
            | Message::BindComplete
            | Message::CloseComplete
            | Message::NoData
            | Message::ParameterDescription(_)
            | Message::CopyInResponse(_)
            | Message::CopyOutResponse(_)
            | Message::CopyData(_)
            | Message::CopyDone => {}
            _ => {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "a message that does not belong here",
                ));
            }
        }
        Ok(())
    }

    fn finish_statement(&mut self) {
        self.results.push(std::mem::take(&mut self.current));
        self.finished = Finished::Statement;
    }

    /// How far the portal has come; asking for more begins anew.
    pub(crate) fn finished(&self) -> Finished {
        self.finished
    }

    /// Whether an error was received.
    pub(crate) fn has_failed(&self) -> bool {
        self.error.is_some()
    }

    /// The rows of the batch that has just ended.
    pub(crate) fn take_rows(&mut self) -> Vec<Row> {
        self.finished = Finished::No;
        std::mem::take(&mut self.current.rows)
    }

    /// The columns of the statement under way.
    pub(crate) fn fields(&self) -> &[Field] {
        &self.current.fields
    }

    /// The error received so far.
    pub(crate) fn error(&mut self) -> Option<ServerError> {
        self.error.take()
    }

    /// The results in order, at least one: `pg` gives an empty one for an empty string.
    pub(crate) fn into_results(mut self) -> Result<Vec<QueryResult>, Box<ServerError>> {
        if let Some(error) = self.error {
            return Err(Box::new(error));
        }
        if self.results.is_empty() {
            self.results.push(QueryResult::default());
        }
        Ok(self.results)
    }
}
