//! The server that release builds carry inside the one executable file.

use std::path::Path;

use super::error::LaunchError;

/// A packed server: a tar archive of `bin`, `lib` and `share`, compressed with zstd.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Carried {
    /// The version of the npm package it was packed from: `18.4.0-beta.17`.
    pub(crate) version: &'static str,
    #[cfg(feature = "carry-postgres")]
    archive: &'static [u8],
}

/// The server of this build, if it was built with the feature `carry-postgres`.
#[cfg(feature = "carry-postgres")]
pub(crate) fn carried() -> Option<Carried> {
    Some(Carried {
        version: env!("RUNGS_CARRIED_VERSION"),
        archive: include_bytes!(concat!(env!("OUT_DIR"), "/postgres.tar.zst")),
    })
}

/// The server of this build, if it was built with the feature `carry-postgres`.
#[cfg(not(feature = "carry-postgres"))]
pub(crate) fn carried() -> Option<Carried> {
    None
}

impl Carried {
    /// PostgreSQL's major version.
    pub(crate) fn major(&self) -> Option<u32> {
        self.version.split('.').next()?.parse().ok()
    }

    /// Unpacks the server to `home`, a folder that is not there yet.
    #[cfg(feature = "carry-postgres")]
    pub(crate) fn unpack(&self, home: &Path) -> Result<(), LaunchError> {
        use super::error::FileContext;
        let tar = zstd::Decoder::new(self.archive).at("unpack the server to", home)?;
        let mut archive = tar::Archive::new(tar);
        archive.set_preserve_permissions(true);
        archive.set_preserve_ownerships(false);
        archive.unpack(home).at("unpack the server to", home)
    }

    /// Nothing is carried, so nothing can be unpacked.
    #[cfg(not(feature = "carry-postgres"))]
    pub(crate) fn unpack(&self, _home: &Path) -> Result<(), LaunchError> {
        Err(LaunchError::NotOurs { what: "unpacking a carried server" })
    }
}
