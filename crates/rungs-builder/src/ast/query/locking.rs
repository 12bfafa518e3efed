use crate::Arg;

/// The locking clause of a select (PostgreSQL manual, SELECT, The Locking Clause).
#[derive(Debug, Clone, Default)]
pub struct Locking<'a> {
    /// How strong.
    pub mode: Option<LockMode>,
    /// `of …`: only rows of these tables.
    pub tables: &'a [Arg],
    /// What happens when a row is locked already.
    pub wait: Option<LockWait>,
}

/// How strong a lock is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockMode {
    /// `for update`
    Update,
    /// `for no key update`
    NoKeyUpdate,
    /// `for share`
    Share,
    /// `for key share`
    KeyShare,
}

impl LockMode {
    /// The words.
    pub fn sql(self) -> &'static str {
        match self {
            Self::Update => "for update",
            Self::NoKeyUpdate => "for no key update",
            Self::Share => "for share",
            Self::KeyShare => "for key share",
        }
    }
}

/// What happens when a row is locked already, other than waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockWait {
    /// `skip locked`
    Skip,
    /// `nowait`
    Fail,
}

impl LockWait {
    /// The words.
    pub fn sql(self) -> &'static str {
        match self {
            Self::Skip => "skip locked",
            Self::Fail => "nowait",
        }
    }
}
