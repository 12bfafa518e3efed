//! Which of several servers will do.

/// libpq's `target_session_attrs`. Judged by what servers report at login, which they do since PostgreSQL 14;
/// an older one counts as a primary that accepts writes.
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
}

/// PostgreSQL manual, "target_session_attrs". `prefer-standby` makes no sense for migrations and is missing.
const NAMES: &[(&str, SessionAttributes)] = &[
    ("any", SessionAttributes::Any),
    ("read-write", SessionAttributes::ReadWrite),
    ("read-only", SessionAttributes::ReadOnly),
    ("primary", SessionAttributes::Primary),
    ("standby", SessionAttributes::Standby),
];

impl SessionAttributes {
    /// Its name in libpq.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(_, value)| *value == self).map_or("any", |(name, _)| name)
    }

    pub(crate) fn parse(text: &str) -> Result<SessionAttributes, String> {
        let found = NAMES.iter().find(|(name, _)| *name == text);
        let names = || NAMES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        found.map(|(_, value)| *value).ok_or_else(|| format!("it is none of {}", names()))
    }

    /// Whether a server will do that reports these parameters.
    pub(crate) fn fit<'a>(self, reported: impl Fn(&str) -> Option<&'a str>) -> bool {
        let is_on = |name| reported(name) == Some("on");
        let (standby, read_only) = (is_on("in_hot_standby"), is_on("default_transaction_read_only"));
        match self {
            SessionAttributes::Any => true,
            SessionAttributes::ReadWrite => !standby && !read_only,
            SessionAttributes::ReadOnly => standby || read_only,
            SessionAttributes::Primary => !standby,
            SessionAttributes::Standby => standby,
        }
    }
}
