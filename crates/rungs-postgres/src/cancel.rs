//! Asking the server to stop a statement.

use bytes::BytesMut;
use postgres_protocol::message::frontend;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::config::Keepalive;
use crate::connect::{Address, ask, reach};
use crate::error::Error;
use crate::tls::Tls;

/// A cancel request is for someone who waits: do not let them wait for it as well.
const PATIENCE: Duration = Duration::from_secs(5);

/// Stops whatever the session it was taken from is doing, over a connection of its own (PostgreSQL manual,
/// "Canceling Requests in Progress").
#[derive(Clone)]
pub struct CancelToken {
    pub(crate) peer: String,
    pub(crate) address: Address,
    pub(crate) tls: Option<Tls>,
    pub(crate) backend_pid: i32,
    pub(crate) secret_key: i32,
}

impl CancelToken {
    /// Sends the request and waits until the server has taken it. The statement then fails with SQLSTATE
    /// 57014, unless it ended just before.
    ///
    /// # Errors
    /// Those of connecting, [`Error::ConnectTimeout`] when the server cannot be reached within 5 s.
    pub async fn cancel(&self) -> Result<(), Error> {
        let timeout = || Error::ConnectTimeout { peer: self.peer.clone(), after: PATIENCE };
        tokio::time::timeout(PATIENCE, self.send()).await.map_err(|_| timeout())?
    }

    async fn send(&self) -> Result<(), Error> {
        let refused = |source| Error::Refused { peer: self.peer.clone(), address: None, source };
        let mut request = BytesMut::new();
        frontend::cancel_request(self.backend_pid, self.secret_key, &mut request);
        let mut transport = reach(&self.address, Keepalive::default()).await.map_err(refused)?;
        if let Some(tls) = &self.tls {
            if !ask(&mut transport, &self.peer).await? {
                let wanted = "the session that is to be cancelled".to_owned();
                return Err(Error::TlsNotOffered { peer: self.peer.clone(), wanted });
            }
            transport = tls.encrypt(transport).await?.transport;
        }
        transport.write_all(&request).await.map_err(refused)?;
        transport.flush().await.map_err(refused)?;
        // The server closes the connection once it has sent the signal, with or without a reset.
        let _ = transport.read_u8().await;
        Ok(())
    }
}

impl std::fmt::Debug for CancelToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Not the key: whoever has it can stop the session's statements.
        f.debug_struct("CancelToken")
            .field("peer", &self.peer)
            .field("backend_pid", &self.backend_pid)
            .finish()
    }
}
