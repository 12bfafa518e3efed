//! The modes of table locks, and what each keeps others from doing.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A mode of table locks, the weakest first (PostgreSQL manual, "13.3.1. Table-Level Locks").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LockMode {
    /// `SELECT`.
    #[serde(rename(deserialize = "AccessShareLock", serialize = "ACCESS SHARE"))]
    AccessShare,
    /// `SELECT … FOR UPDATE`.
    #[serde(rename(deserialize = "RowShareLock", serialize = "ROW SHARE"))]
    RowShare,
    /// `INSERT`, `UPDATE`, `DELETE`, `MERGE`.
    #[serde(rename(deserialize = "RowExclusiveLock", serialize = "ROW EXCLUSIVE"))]
    RowExclusive,
    /// `VACUUM`, `CREATE INDEX CONCURRENTLY`, `VALIDATE CONSTRAINT`.
    #[serde(rename(deserialize = "ShareUpdateExclusiveLock", serialize = "SHARE UPDATE EXCLUSIVE"))]
    ShareUpdateExclusive,
    /// `CREATE INDEX`.
    #[serde(rename(deserialize = "ShareLock", serialize = "SHARE"))]
    Share,
    /// `CREATE TRIGGER`, `ADD FOREIGN KEY`.
    #[serde(rename(deserialize = "ShareRowExclusiveLock", serialize = "SHARE ROW EXCLUSIVE"))]
    ShareRowExclusive,
    /// `REFRESH MATERIALIZED VIEW CONCURRENTLY`.
    #[serde(rename(deserialize = "ExclusiveLock", serialize = "EXCLUSIVE"))]
    Exclusive,
    /// `DROP TABLE`, most of `ALTER TABLE`, `TRUNCATE`, `VACUUM FULL`.
    #[serde(rename(deserialize = "AccessExclusiveLock", serialize = "ACCESS EXCLUSIVE"))]
    AccessExclusive,
}

use LockMode::{
    AccessExclusive, AccessShare, Exclusive, RowExclusive, RowShare, Share, ShareRowExclusive,
    ShareUpdateExclusive,
};

/// What holding a lock keeps others from doing for as long as it is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Blocks {
    /// Neither reading nor writing nor changing the schema.
    #[serde(rename = "nothing")]
    Nothing,
    /// Changes of the table's schema, and its `VACUUM`.
    #[serde(rename = "schema changes")]
    SchemaChanges,
    /// `INSERT`, `UPDATE` and `DELETE`.
    #[serde(rename = "writes")]
    Writes,
    /// All use of the table, `SELECT` too.
    #[serde(rename = "reads and writes")]
    ReadsAndWrites,
}

/// A row of the table: the name in SQL, what it conflicts with, what that means.
type Row = (LockMode, &'static str, &'static [LockMode], Blocks);

/// PostgreSQL manual, "Table 13.2. Conflicting Lock Modes", the same from 12 to 18. Readers take ACCESS SHARE, writers
/// ROW EXCLUSIVE. ACCESS SHARE and ROW SHARE hold up no more than what drops, rewrites or locks the whole table.
const MODES: &[Row] = &[
    (AccessShare, "ACCESS SHARE", &[AccessExclusive], Blocks::Nothing),
    (RowShare, "ROW SHARE", &[Exclusive, AccessExclusive], Blocks::Nothing),
    (
        RowExclusive,
        "ROW EXCLUSIVE",
        &[Share, ShareRowExclusive, Exclusive, AccessExclusive],
        Blocks::SchemaChanges,
    ),
    (
        ShareUpdateExclusive,
        "SHARE UPDATE EXCLUSIVE",
        &[ShareUpdateExclusive, Share, ShareRowExclusive, Exclusive, AccessExclusive],
        Blocks::SchemaChanges,
    ),
    (
        Share,
        "SHARE",
        &[RowExclusive, ShareUpdateExclusive, ShareRowExclusive, Exclusive, AccessExclusive],
        Blocks::Writes,
    ),
    (
        ShareRowExclusive,
        "SHARE ROW EXCLUSIVE",
        &[RowExclusive, ShareUpdateExclusive, Share, ShareRowExclusive, Exclusive, AccessExclusive],
        Blocks::Writes,
    ),
    (
        Exclusive,
        "EXCLUSIVE",
        &[RowShare, RowExclusive, ShareUpdateExclusive, Share, ShareRowExclusive, Exclusive, AccessExclusive],
        Blocks::Writes,
    ),
    (
        AccessExclusive,
        "ACCESS EXCLUSIVE",
        &[
            AccessShare,
            RowShare,
            RowExclusive,
            ShareUpdateExclusive,
            Share,
            ShareRowExclusive,
            Exclusive,
            AccessExclusive,
        ],
        Blocks::ReadsAndWrites,
    ),
];

impl LockMode {
    fn row(self) -> &'static Row {
        // The table has the modes in their order.
        &MODES[self as usize]
    }

    /// The modes that nobody else can get on the same table meanwhile.
    pub fn conflicts(self) -> &'static [LockMode] {
        self.row().2
    }

    /// What that means for the application.
    pub fn blocks(self) -> Blocks {
        self.row().3
    }
}

impl fmt::Display for LockMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.row().1)
    }
}

impl fmt::Display for Blocks {
    /// As a sentence goes on: `blocks reads and writes`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "blocks nothing",
            Self::SchemaChanges => "blocks schema changes",
            Self::Writes => "blocks writes",
            Self::ReadsAndWrites => "blocks reads and writes",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_and_agrees_with_itself() {
        for (index, (mode, _, conflicts, blocks)) in MODES.iter().enumerate() {
            assert_eq!(*mode as usize, index);
            // Conflict is mutual.
            for other in *conflicts {
                assert!(other.conflicts().contains(mode), "{mode} {other}");
            }
            let reads = conflicts.contains(&AccessShare);
            let writes = conflicts.contains(&RowExclusive);
            let schema = conflicts.contains(&ShareUpdateExclusive) || conflicts.contains(&Share);
            let expected = match (reads, writes, schema) {
                (true, true, _) => Blocks::ReadsAndWrites,
                (false, true, _) => Blocks::Writes,
                (false, false, true) => Blocks::SchemaChanges,
                _ => Blocks::Nothing,
            };
            assert_eq!(*blocks, expected, "{mode}");
        }
    }
}
