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

/// Appends the messages of one whole request, which the server answers with one ReadyForQuery: a simple
/// query without parameters, else Parse, Bind, Describe, Execute and Sync with the unnamed statement.
/// On error, the reason is returned and nothing is appended.
pub(crate) fn encode_statement(statement: &Statement, out: &mut BytesMut) -> Result<Exchange, String> {
    if statement.params.is_empty() {
        let start = out.len();
        frontend::query(&statement.sql, out).map_err(|error| {
            out.truncate(start);
            unsendable(&error)
        })?;
        return Ok(Exchange::Simple);
    }
    encode_bind(statement, 0, out)?;
    frontend::sync(out);
    Ok(Exchange::Extended)
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
