//! What keeps a server from being looked at.

/// Why there are no facts.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The throwaway database refused what it must not, or was lost.
    #[error("the throwaway database fails: {0}")]
    Database(#[from] rungs_postgres::Error),
    /// The server's answer is not what was asked for.
    #[error("the throwaway server's answer cannot be read: {0}")]
    Answer(#[from] serde_json::Error),
}
