//! Proving who we are: cleartext, MD5 and SCRAM-SHA-256.

use fallible_iterator::FallibleIterator;
use postgres_protocol::authentication::md5_hash;
use postgres_protocol::authentication::sasl::{self, SCRAM_SHA_256, SCRAM_SHA_256_PLUS, ScramSha256};
use postgres_protocol::message::backend::{AuthenticationSaslBody, Message};
use postgres_protocol::message::frontend;
use std::io;

use crate::config::ChannelBinding;
use crate::error::Error;
use crate::secret::Secret;
use crate::wire::Wire;

/// What SCRAM may be bound to.
pub(crate) struct Binding {
    /// The hash of the server's certificate, if one is defined for it.
    pub(crate) end_point: Option<Vec<u8>>,
    pub(crate) encrypted: bool,
    pub(crate) policy: ChannelBinding,
}

impl Binding {
    /// The mechanism to use and what to bind it to; `None` when a binding is required and cannot be had.
    fn choose(&self, offers_plus: bool) -> Option<(&'static str, sasl::ChannelBinding)> {
        let unbound = |binding| (self.policy != ChannelBinding::Require).then_some((SCRAM_SHA_256, binding));
        match &self.end_point {
            Some(hash) if self.policy != ChannelBinding::Disable => {
                if offers_plus {
                    let binding = sasl::ChannelBinding::tls_server_end_point(hash.clone());
                    return Some((SCRAM_SHA_256_PLUS, binding));
                }
                // Said to be possible: a server that did offer it then knows that somebody cut it out.
                unbound(sasl::ChannelBinding::unrequested())
            }
            _ => unbound(sasl::ChannelBinding::unsupported()),
        }
    }
}

/// The conversation between the startup packet and `AuthenticationOk`.
pub(crate) struct Authentication<'a> {
    password: Option<Secret>,
    binding: Binding,
    bound: bool,
    peer: &'a str,
    user: &'a str,
    scram: Option<ScramSha256>,
    done: bool,
}

impl<'a> Authentication<'a> {
    pub(crate) fn new(
        password: Option<Secret>,
        binding: Binding,
        peer: &'a str,
        user: &'a str,
    ) -> Authentication<'a> {
        Authentication { password, binding, bound: false, peer, user, scram: None, done: false }
    }

    /// Whether the server has let us in.
    pub(crate) fn is_done(&self) -> bool {
        self.done
    }

    /// Answers one message of the server.
    pub(crate) fn answer(&mut self, message: Message, wire: &mut Wire) -> Result<(), Error> {
        match message {
            Message::AuthenticationOk => {
                if self.scram.is_some() {
                    // The server has not shown that it knows the password.
                    return Err(self.unexpected());
                }
                self.check_binding()?;
                self.done = true;
            }
            Message::AuthenticationCleartextPassword => {
                self.check_binding()?;
                let password = self.password(false)?;
                self.send(frontend::password_message(password.reveal().as_bytes(), wire.output()))?;
            }
            Message::AuthenticationMd5Password(body) => {
                self.check_binding()?;
                let password = self.password(false)?;
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
                self.bound = self.binding.end_point.is_some();
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
        let offers = |mechanism: &str| offered.iter().any(|name| name == mechanism);
        if !offers(SCRAM_SHA_256) && !offers(SCRAM_SHA_256_PLUS) {
            return Err(self.unusable("SASL", &format!("it offers only {}", offered.join(", "))));
        }
        let password = self.password(true)?;
        let chosen = self.binding.choose(offers(SCRAM_SHA_256_PLUS));
        let (mechanism, binding) = chosen.ok_or_else(|| self.unbound())?;
        let scram = ScramSha256::new(password.reveal().as_bytes(), binding);
        self.send(frontend::sasl_initial_response(mechanism, scram.message(), wire.output()))?;
        self.scram = Some(scram);
        Ok(())
    }

    /// With `channel_binding=require`, only a bound login counts.
    fn check_binding(&self) -> Result<(), Error> {
        if self.binding.policy == ChannelBinding::Require && !self.bound {
            Err(self.unbound())
        } else {
            Ok(())
        }
    }

    fn unbound(&self) -> Error {
        let reason = if self.binding.encrypted {
            "channel_binding=require, and the server does not offer it"
        } else {
            "channel_binding=require needs TLS"
        };
        self.unusable("SCRAM-SHA-256", reason)
    }

    fn password(&self, scram: bool) -> Result<Secret, Error> {
        let (peer, user) = (self.peer, self.user);
        let needed = || Error::PasswordNeeded { peer: peer.to_owned(), user: user.to_owned(), scram };
        self.password.clone().ok_or_else(needed)
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
