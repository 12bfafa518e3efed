//! A throwaway database kept as it was at some moment.

use crate::config::ConnectConfig;
use crate::session::Session;
use crate::statement::Statement;

use super::error::LaunchError;
use super::scratch::{disconnect_all, drop_database};

/// A copy of a throwaway database, to come back to.
#[derive(Debug)]
pub struct Copy {
    /// How to connect to neither of the two.
    entrance: ConnectConfig,
    original: String,
    copy: String,
}

impl Copy {
    /// Copies the database `original`, all of whose sessions are ended.
    pub(super) async fn make(
        entrance: ConnectConfig,
        original: String,
        copy: String,
    ) -> Result<Self, LaunchError> {
        let session = Session::connect(&entrance).await?;
        disconnect_all(&session, &original).await?;
        let create = format!("CREATE DATABASE \"{copy}\" TEMPLATE \"{original}\"");
        session.execute(&Statement::new(create)).await?;
        Ok(Self { entrance, original, copy })
    }

    /// Makes the database what it was, all of whose sessions are ended.
    ///
    /// # Errors
    /// When the server is lost or refuses.
    pub async fn put_back(self) -> Result<(), LaunchError> {
        let session = Session::connect(&self.entrance).await?;
        drop_database(&session, &self.original).await?;
        let rename = format!("ALTER DATABASE \"{}\" RENAME TO \"{}\"", self.copy, self.original);
        session.execute(&Statement::new(rename)).await?;
        Ok(())
    }

    /// Throws it away.
    ///
    /// # Errors
    /// When the server is lost or refuses.
    pub async fn discard(self) -> Result<(), LaunchError> {
        let session = Session::connect(&self.entrance).await?;
        drop_database(&session, &self.copy).await
    }
}
