//! Proving who we are: cleartext, MD5 and SCRAM-SHA-256.

use fallible_iterator::FallibleIterator;
use postgres_protocol::authentication::md5_hash;
use postgres_protocol::authentication::sasl::{ChannelBinding, SCRAM_SHA_256, ScramSha256};
use postgres_protocol::message::backend::{AuthenticationSaslBody, Message};
use postgres_protocol::message::frontend;
use std::io;

use crate::error::Error;
use crate::secret::Secret;
use crate::wire::Wire;

/// The conversation between the startup packet and `AuthenticationOk`.
pub(crate) struct Authentication<'a> {
    password: Option<Secret>,
    peer: &'a str,
    user: &'a str,
    scram: Option<ScramSha256>,
    done: bool,
}

impl<'a> Authentication<'a> {
    pub(crate) fn new(password: Option<Secret>, peer: &'a str, user: &'a str) -> Authentication<'a> {
        Authentication { password, peer, user, scram: None, done: false }
    }

    /// Whether the server has let us in.
    pub(crate) fn is_done(&self) -> bool {
        self.done
    }

    /// Answers one message of the server.
    pub(crate) fn answer(&mut self, message: Message, wire: &mut Wire) -> Result<(), Error> {
        match message {
            Message::AuthenticationOk => self.done = true,
            Message::AuthenticationCleartextPassword => {
                let password = self.password()?;
                self.send(frontend::password_message(password.reveal().as_bytes(), wire.output()))?;
            }
            Message::AuthenticationMd5Password(body) => {
                let password = self.password()?;
                let hash = md5_hash(self.user.as_bytes(), password.reveal().as_bytes(), body.salt());
                self.send(frontend::password_message(hash.as_bytes(), wire.output()))?;
            }
            Message::AuthenticationSasl(body) => self.begin_scram(&body, wire)?,
            Message::AuthenticationSaslContinue(body) => {
                let mut scram = self.scram.take().ok_or_else(|| self.unexpected())?;
                scram.update(body.data()).map_err(|error| self.scram_failed(&error))?;
                self.send(frontend::sasl_response(scram.message(), wire.output()))?;
                self.scram = Some(scram);
            }
            Message::AuthenticationSaslFinal(body) => {
                let mut scram = self.scram.take().ok_or_else(|| self.unexpected())?;
                scram.finish(body.data()).map_err(|error| self.scram_failed(&error))?;
            }
            Message::AuthenticationGss | Message::AuthenticationKerberosV5 => {
                return Err(self.unusable("GSSAPI", "Rungs does not support it"));
            }
            Message::AuthenticationSspi => return Err(self.unusable("SSPI", "Rungs does not support it")),
            _ => return Err(self.unexpected()),
        }
        Ok(())
    }

    fn begin_scram(&mut self, body: &AuthenticationSaslBody, wire: &mut Wire) -> Result<(), Error> {
        let offered: Vec<String> =
            body.mechanisms().map(|name| Ok(name.to_owned())).collect().map_err(|_| self.unexpected())?;
        if !offered.iter().any(|name| name == SCRAM_SHA_256) {
            return Err(self.unusable("SASL", &format!("it offers only {}", offered.join(", "))));
        }
        let password = self.password()?;
        let scram = ScramSha256::new(password.reveal().as_bytes(), ChannelBinding::unsupported());
        self.send(frontend::sasl_initial_response(SCRAM_SHA_256, scram.message(), wire.output()))?;
        self.scram = Some(scram);
        Ok(())
    }

    fn password(&self) -> Result<Secret, Error> {
        self.password
            .clone()
            .ok_or_else(|| Error::PasswordNeeded { peer: self.peer.to_owned(), user: self.user.to_owned() })
    }

    fn send(&self, written: io::Result<()>) -> Result<(), Error> {
        // Only a NUL in the password can make this fail.
        written.map_err(|_| Error::InvalidSetting {
            keyword: "password".to_owned(),
            reason: "it holds a NUL character".to_owned(),
        })
    }

    fn scram_failed(&self, error: &io::Error) -> Error {
        self.unusable("SCRAM-SHA-256", &error.to_string())
    }

    fn unusable(&self, method: &'static str, reason: &str) -> Error {
        Error::Authentication { peer: self.peer.to_owned(), method, reason: reason.to_owned() }
    }

    fn unexpected(&self) -> Error {
        Error::NotPostgres {
            peer: self.peer.to_owned(),
            detail: "a message that does not belong to a login".to_owned(),
        }
    }
}
