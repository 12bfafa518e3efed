//! The startup packet and what the server says until it is ready.

use postgres_protocol::message::backend::Message;
use postgres_protocol::message::frontend;
use std::collections::HashMap;
use std::io;

use crate::config::{ConnectConfig, Endpoint, password};
use crate::connect::authenticate::{Authentication, Binding};
use crate::connect::encryption::Secured;
use crate::connect::{Address, Connection};
use crate::error::Error;
use crate::server_error::ServerError;
use crate::wire::{Exchange, Wire};

/// "invalid_authorization_specification" and "invalid_password": no rule lets the user in, or the password is wrong.
const REJECTIONS: [&str; 2] = ["28000", "28P01"];

/// Logs in. One packet carries all settings: nothing is set afterwards.
pub(crate) async fn start(
    config: &ConnectConfig,
    endpoint: &Endpoint,
    secured: Secured,
    address: Address,
) -> Result<Connection, Error> {
    let Secured { transport, tls, end_point } = secured;
    let mut wire = Wire::new(transport);
    let peer = endpoint.to_string();
    let user = config.user();
    write_startup(config, &user, &mut wire)?;
    wire.expect_ready(Exchange::Simple);

    let binding = Binding { end_point, encrypted: tls.is_some(), policy: config.tls.channel_binding };
    let mut authentication = Authentication::new(password(config, endpoint), binding, &peer, &user);
    let mut parameters = HashMap::new();
    let (mut backend_pid, mut secret_key) = (0, 0);
    loop {
        let message = wire.next().await.map_err(|error| not_postgres(&peer, &error))?;
        match message {
            Message::ParameterStatus(body) => {
                let (name, value) = read_parameter(&body).map_err(|error| not_postgres(&peer, &error))?;
                parameters.insert(name, value);
            }
            Message::BackendKeyData(body) => {
                (backend_pid, secret_key) = (body.process_id(), body.secret_key());
            }
            Message::NoticeResponse(_) => {}
            Message::ErrorResponse(body) => {
                let error = ServerError::from_fields(body.fields());
                let error = error.map_err(|error| not_postgres(&peer, &error))?;
                return Err(refusal(peer, user, error));
            }
            Message::ReadyForQuery(_) if authentication.is_done() => break,
            other => authentication.answer(other, &mut wire)?,
        }
    }
    Ok(Connection { wire, peer, address, tls, parameters, backend_pid, secret_key })
}

fn write_startup(config: &ConnectConfig, user: &str, wire: &mut Wire) -> Result<(), Error> {
    let database = config.database();
    let mut settings = vec![("user", user), ("database", &database), ("client_encoding", "UTF8")];
    settings.extend(config.application_name.as_deref().map(|name| ("application_name", name)));
    settings.extend(config.options.as_deref().map(|options| ("options", options)));
    settings.extend(config.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    frontend::startup_message(settings, wire.output()).map_err(|error| Error::InvalidSetting {
        keyword: "user, dbname, application_name or options".to_owned(),
        reason: error.to_string(),
    })
}

pub(crate) fn read_parameter(
    body: &postgres_protocol::message::backend::ParameterStatusBody,
) -> io::Result<(String, String)> {
    Ok((body.name()?.to_owned(), body.value()?.to_owned()))
}

fn refusal(peer: String, user: String, error: ServerError) -> Error {
    let error = Box::new(error);
    if REJECTIONS.contains(&error.code.as_str()) {
        Error::Rejected { peer, user, error }
    } else {
        Error::Startup { peer, error }
    }
}

fn not_postgres(peer: &str, error: &io::Error) -> Error {
    let detail = match error.kind() {
        io::ErrorKind::UnexpectedEof => "it closed the connection".to_owned(),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => "unknown message".to_owned(),
        _ => error.to_string(),
    };
    Error::NotPostgres { peer: peer.to_owned(), detail }
}
