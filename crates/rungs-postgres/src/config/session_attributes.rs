//! Which of several servers will do.

/// libpq's `target_session_attrs`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SessionAttributes {
    /// Every server will do.
    #[default]
    Any,
    /// It accepts writes by default.
    ReadWrite,
    /// It does not.
    ReadOnly,
    /// It is not in recovery.
    Primary,
    /// It is.
    Standby,
    /// It is, or no server is: then every one will do.
    PreferStandby,
}

/// PostgreSQL manual, "target_session_attrs".
pub(crate) const NAMES: &[(&str, SessionAttributes)] = &[
    ("any", SessionAttributes::Any),
    ("read-write", SessionAttributes::ReadWrite),
    ("read-only", SessionAttributes::ReadOnly),
    ("primary", SessionAttributes::Primary),
    ("standby", SessionAttributes::Standby),
    ("prefer-standby", SessionAttributes::PreferStandby),
];

impl SessionAttributes {
    /// Its name in libpq.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(_, value)| *value == self).map_or("any", |(name, _)| name)
    }
}
