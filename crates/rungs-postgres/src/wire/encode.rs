//! Statements as messages, the way Node's `pg` sends them.

use bytes::{BufMut, BytesMut};
use postgres_protocol::IsNull;
use postgres_protocol::message::frontend::{self, BindError};

use crate::statement::{Param, Statement};
use crate::wire::Exchange;

/// The protocol counts parameters in 16 bits.
const MOST_PARAMS: usize = u16::MAX as usize;
const TEXT: i16 = 0;
const BINARY: i16 = 1;

/// Appends the messages of one whole request, which the server answers with one ReadyForQuery: a simple query, or
/// for each statement Parse, Bind, Describe and Execute with the unnamed statement, and one Sync behind them.
/// On error, the place of the statement that cannot be sent is returned, and the reason.
pub(crate) fn encode_request<'a>(
    exchange: Exchange,
    statements: impl Iterator<Item = &'a Statement>,
    out: &mut BytesMut,
) -> Result<(), (usize, String)> {
    for (place, statement) in statements.enumerate() {
        match exchange {
            Exchange::Simple => frontend::query(&statement.sql, out).map_err(|error| unsendable(&error)),
            Exchange::Extended => encode_bind(statement, 0, out),
        }
        .map_err(|reason| (place, reason))?;
    }
    if exchange == Exchange::Extended {
        frontend::sync(out);
    }
    Ok(())
}

/// Appends Parse, Bind, Describe and Execute (of at most `max_rows` rows, 0 for all), without Sync.
pub(crate) fn encode_bind(statement: &Statement, max_rows: i32, out: &mut BytesMut) -> Result<(), String> {
    if statement.params.len() > MOST_PARAMS {
        return Err(format!(
            "it has {} parameters, and the protocol allows {MOST_PARAMS}; split it",
            statement.params.len()
        ));
    }
    let start = out.len();
    let written = (|| {
        frontend::parse("", &statement.sql, [], out).map_err(|error| unsendable(&error))?;
        bind(&statement.params, out)?;
        frontend::describe(b'P', "", out).map_err(|error| unsendable(&error))?;
        frontend::execute("", max_rows, out).map_err(|error| unsendable(&error))
    })();
    written.inspect_err(|_| out.truncate(start))
}

fn bind(params: &[Param], out: &mut BytesMut) -> Result<(), String> {
    let formats = params.iter().map(|param| if matches!(param, Param::Bytes(_)) { BINARY } else { TEXT });
    let write = |param: &Param, out: &mut BytesMut| {
        match param {
            Param::Null => return Ok(IsNull::Yes),
            Param::Text(text) => out.put_slice(text.as_bytes()),
            Param::Bytes(bytes) => out.put_slice(bytes),
        }
        Ok(IsNull::No)
    };
    frontend::bind("", "", formats, params, write, [TEXT], out).map_err(|error| match error {
        BindError::Conversion(error) => error.to_string(),
        BindError::Serialization(error) => unsendable(&error),
    })
}

fn unsendable(error: &std::io::Error) -> String {
    match error.to_string().as_str() {
        "string contains embedded null" => "its text holds a NUL character (U+0000)".to_owned(),
        other => other.to_owned(),
    }
}
