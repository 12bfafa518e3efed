//! What keeps migrations from being judged.

/// Why there are no findings. What a migration does wrong is a finding and no error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The throwaway database refused what it must not, or was lost.
    #[error("the throwaway database fails: {0}")]
    Database(#[from] rungs_postgres::Error),
    /// What statements did could not be had.
    #[error(transparent)]
    Trace(#[from] rungs_trace::Error),
    /// The catalog could not be read.
    #[error(transparent)]
    Snapshot(#[from] rungs_catalog::Error),
    /// The server's answer is not what was asked for.
    #[error("the catalog of the throwaway server cannot be read: {0}")]
    Catalog(#[from] serde_json::Error),
}
