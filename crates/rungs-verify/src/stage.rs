//! Where migrations are tried.

use std::rc::Rc;

use async_trait::async_trait;
use rungs_postgres::Session;
use rungs_postgres::server::{Copy, Throwaway};
use rungs_run::FrontEndError;

use crate::error::Error;

/// Prepares a session as the project wants its sessions.
#[async_trait(?Send)]
pub trait Prepare {
    /// Called with each new session before anything else is.
    ///
    /// # Errors
    /// What the project's own functions throw.
    async fn prepare(&self, session: &Session) -> Result<(), FrontEndError>;
}

/// Leaves sessions as they are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unprepared;

#[async_trait(?Send)]
impl Prepare for Unprepared {
    async fn prepare(&self, _session: &Session) -> Result<(), FrontEndError> {
        Ok(())
    }
}

/// A throwaway database, a session with it, and the way back to a state that was committed.
pub struct Stage {
    database: Rc<Throwaway>,
    prepare: Rc<dyn Prepare>,
    session: Session,
}

impl Stage {
    /// Connects to a throwaway database.
    ///
    /// # Errors
    /// When it does not let us in, or the session cannot be prepared.
    pub async fn new(database: Rc<Throwaway>, prepare: Rc<dyn Prepare>) -> Result<Self, Error> {
        let session = connect(&database, &*prepare).await?;
        Ok(Self { database, prepare, session })
    }

    /// The session.
    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    /// Keeps the database as it is now. The session is another one afterwards.
    pub(crate) async fn save(&mut self) -> Result<Copy, Error> {
        self.session.close().await;
        let copy = self.database.copy().await?;
        self.session = connect(&self.database, &*self.prepare).await?;
        Ok(copy)
    }

    /// Makes the database what it was when it was copied. The session is another one afterwards.
    pub(crate) async fn set_back(&mut self, copy: Copy) -> Result<(), Error> {
        self.session.close().await;
        copy.put_back().await?;
        self.session = connect(&self.database, &*self.prepare).await?;
        Ok(())
    }
}

async fn connect(database: &Throwaway, prepare: &dyn Prepare) -> Result<Session, Error> {
    let session = Session::connect(database.config()).await?;
    prepare.prepare(&session).await.map_err(Error::Session)?;
    Ok(session)
}
