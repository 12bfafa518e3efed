//! Which server a command works on.

use std::fmt;
use std::str::FromStr;

use super::error::LaunchError;

/// The major version that `embedded` means when none is named.
pub const DEFAULT_MAJOR: u32 = 18;

/// The oldest major version that Rungs works with.
pub const OLDEST_MAJOR: u32 = 12;

/// A server as `--server`, `rungs.toml` and `RUNGS_SERVER` name it.
#[derive(Clone, PartialEq, Eq)]
pub enum ServerChoice {
    /// A PostgreSQL that comes with Rungs or from npm: `embedded`, `embedded=16`.
    Embedded {
        /// The major version, [`DEFAULT_MAJOR`] when none is named.
        major: u32,
    },
    /// A PostgreSQL installed on this machine, started by Rungs with data of its own: `native`, `native=15`.
    Native {
        /// The major version; the newest one found when none is named.
        major: Option<u32>,
    },
    /// A server that runs already: `postgresql://…`.
    Url(String),
}

impl Default for ServerChoice {
    fn default() -> Self {
        Self::Embedded { major: DEFAULT_MAJOR }
    }
}

impl FromStr for ServerChoice {
    type Err = LaunchError;

    fn from_str(text: &str) -> Result<Self, LaunchError> {
        let text = text.trim();
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Url(text.to_owned()));
        }
        let (kind, major) = match text.split_once('=') {
            Some((kind, major)) => (kind, Some(parse_major(text, major)?)),
            None => (text, None),
        };
        match kind {
            "embedded" => Ok(Self::Embedded { major: major.unwrap_or(DEFAULT_MAJOR) }),
            "native" => Ok(Self::Native { major }),
            _ => {
                Err(refused(text, "it is neither a kind of server nor a URL that begins with postgresql://"))
            }
        }
    }
}

fn parse_major(text: &str, major: &str) -> Result<u32, LaunchError> {
    match major.parse() {
        Ok(major) if major >= OLDEST_MAJOR => Ok(major),
        Ok(_) => Err(refused(text, &format!("Rungs works with PostgreSQL {OLDEST_MAJOR} and newer"))),
        Err(_) => Err(refused(text, "the version is a major one, such as 16")),
    }
}

fn refused(given: &str, reason: &str) -> LaunchError {
    LaunchError::Choice { given: mask_password(given), reason: reason.to_owned() }
}

/// The text without what stands between the user's name and the host of a URL.
fn mask_password(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    let Some((login, host)) = rest.rsplit_once('@') else { return text.to_owned() };
    match login.split_once(':') {
        Some((user, _)) => format!("{scheme}://{user}:***@{host}"),
        None => text.to_owned(),
    }
}

impl fmt::Display for ServerChoice {
    /// The form that parses back, except that a password is masked.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Embedded { major: DEFAULT_MAJOR } => f.write_str("embedded"),
            Self::Embedded { major } => write!(f, "embedded={major}"),
            Self::Native { major: None } => f.write_str("native"),
            Self::Native { major: Some(major) } => write!(f, "native={major}"),
            Self::Url(url) => f.write_str(&mask_password(url)),
        }
    }
}

impl fmt::Debug for ServerChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServerChoice({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_forms_parse_and_print_back() {
        for (text, choice) in [
            ("embedded", ServerChoice::Embedded { major: 18 }),
            ("embedded=16", ServerChoice::Embedded { major: 16 }),
            ("native", ServerChoice::Native { major: None }),
            ("native=15", ServerChoice::Native { major: Some(15) }),
            ("postgresql://me@db/app", ServerChoice::Url("postgresql://me@db/app".into())),
        ] {
            assert_eq!(text.parse::<ServerChoice>().unwrap(), choice);
            assert_eq!(choice.to_string(), text);
        }
    }

    #[test]
    fn other_text_is_refused_with_the_forms_there_are() {
        for (text, part) in [
            ("embeded", "neither a kind"),
            ("embedded=16.2", "major one"),
            ("native=", "major one"),
            ("embedded=9", "12 and newer"),
            ("mysql://me:secret@db/app", "mysql://me:***@db/app"),
        ] {
            let said = text.parse::<ServerChoice>().unwrap_err().to_string();
            assert!(said.contains(part) && said.contains("`embedded=16`"), "{said}");
            assert!(!said.contains("secret"), "{said}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let choice: ServerChoice = "postgres://me:sec@ret@db/app".parse().unwrap();
        assert_eq!(format!("{choice} {choice:?}").matches("ret").count(), 0);
    }
}
