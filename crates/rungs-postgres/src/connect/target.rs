//! Whether a server is what `target_session_attrs` asks for.

use postgres_protocol::message::backend::Message;
use postgres_protocol::message::frontend;
use std::io;

use crate::config::SessionAttributes;
use crate::connect::Connection;
use crate::error::Error;
use crate::wire::{Exchange, Reply};

/// A question about the server: answered by parameters that servers report by themselves since version 14
/// (any of them `on`), else by a query.
struct Question {
    parameters: &'static [&'static str],
    query: &'static str,
}

const IS_READ_ONLY: Question = Question {
    parameters: &["in_hot_standby", "default_transaction_read_only"],
    query: "SHOW transaction_read_only",
};
const IS_STANDBY: Question =
    Question { parameters: &["in_hot_standby"], query: "SELECT pg_catalog.pg_is_in_recovery()" };

/// # Errors
/// [`Error::WrongServer`], and [`Error::NotPostgres`] when the server does not answer.
pub(super) async fn check(connection: &mut Connection, target: SessionAttributes) -> Result<(), Error> {
    let (question, wanted) = match target {
        SessionAttributes::Any | SessionAttributes::PreferStandby => return Ok(()),
        SessionAttributes::ReadWrite => (IS_READ_ONLY, false),
        SessionAttributes::ReadOnly => (IS_READ_ONLY, true),
        SessionAttributes::Primary => (IS_STANDBY, false),
        SessionAttributes::Standby => (IS_STANDBY, true),
    };
    let answer = ask(connection, &question).await;
    let peer = connection.peer.clone();
    match answer {
        Ok(answer) if answer == wanted => Ok(()),
        Ok(_) => Err(Error::WrongServer { peer, wanted: target.name() }),
        Err(error) => Err(Error::NotPostgres { peer, detail: error.to_string() }),
    }
}

async fn ask(connection: &mut Connection, question: &Question) -> io::Result<bool> {
    let reported = question.parameters.iter().map(|name| connection.parameters.get(*name));
    if let Some(values) = reported.collect::<Option<Vec<_>>>() {
        return Ok(values.into_iter().any(|value| value == "on"));
    }
    let wire = &mut connection.wire;
    frontend::query(question.query, wire.output())?;
    wire.expect_ready(Exchange::Simple);
    let mut reply = Reply::default();
    loop {
        match wire.next().await? {
            Message::ReadyForQuery(_) => break,
            Message::NoticeResponse(_) | Message::ParameterStatus(_) => {}
            message => reply.take(message)?,
        }
    }
    let results = reply.into_results().map_err(|error| io::Error::other(error.to_string()))?;
    let answer = results.first().and_then(|result| result.scalar());
    Ok(matches!(answer, Some("on" | "t")))
}
