//! What keeps a migration from being judged.

/// Why there is no verdict. What a migration does wrong is a finding and no error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The catalog could not be read.
    #[error(transparent)]
    Catalog(#[from] rungs_catalog::Error),
    /// The throwaway database refused what it must not, or was lost.
    #[error("the throwaway database fails: {0}")]
    Database(#[from] rungs_postgres::Error),
    /// The throwaway database could not be copied or set back.
    #[error("the throwaway database cannot be set back: {0}")]
    Copy(#[from] rungs_postgres::server::LaunchError),
    /// A new session could not be prepared as the project wants its sessions.
    #[error("a session with the throwaway database cannot be prepared: {0}")]
    Session(rungs_run::FrontEndError),
    /// Who looks on cannot.
    #[error("{0}")]
    Witness(#[source] crate::WitnessError),
}
