use std::fmt;
use std::rc::Rc;

use rungs_postgres::{Error as DatabaseError, Origin};

/// Why a front-end could not load or finish a migration, a hook or a seed: what the user is told, and where in
/// the user's own source it happened.
#[derive(Debug, Clone)]
pub struct FrontEndError(Box<Report>);

#[derive(Debug, Clone)]
struct Report {
    message: String,
    kind: Option<String>,
    origin: Option<Origin>,
    frames: Vec<Frame>,
    hint: Option<String>,
    database: Option<Rc<DatabaseError>>,
    exit_code: Option<i32>,
}

/// A line of the call stack in the user's source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The function, where it has a name.
    pub function: Option<String>,
    /// Its place.
    pub origin: Origin,
}

impl FrontEndError {
    /// An error that says `message`; its first line is what users of the front-end's own tool know.
    pub fn new(message: impl Into<String>) -> Self {
        Self(Box::new(Report {
            message: message.into(),
            kind: None,
            origin: None,
            frames: Vec::new(),
            hint: None,
            database: None,
            exit_code: None,
        }))
    }

    /// Names the kind of error in the front-end's language (`TypeError`).
    #[must_use]
    pub fn of_kind(mut self, kind: impl Into<String>) -> Self {
        self.0.kind = Some(kind.into());
        self
    }

    /// Says which place of the user's source asked for what failed.
    #[must_use]
    pub fn at(mut self, origin: Origin) -> Self {
        self.0.origin = Some(origin);
        self
    }

    /// Adds the call stack, innermost first, reduced to the user's own files.
    #[must_use]
    pub fn with_frames(mut self, frames: Vec<Frame>) -> Self {
        self.0.frames = frames;
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// Keeps what the database client reported.
    #[must_use]
    pub fn caused_by(mut self, error: impl Into<Rc<DatabaseError>>) -> Self {
        self.0.database = Some(error.into());
        self
    }

    /// Says that the user's code asked for the end of the program with this code, rather than failed.
    #[must_use]
    pub fn with_exit_code(mut self, code: i32) -> Self {
        self.0.exit_code = Some(code);
        self
    }

    /// What happened, in the front-end's words.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The kind of error in the front-end's language.
    pub fn kind(&self) -> Option<&str> {
        self.0.kind.as_deref()
    }

    /// The place in the user's source.
    pub fn origin(&self) -> Option<&Origin> {
        self.0.origin.as_ref()
    }

    /// The call stack in the user's source, innermost first.
    pub fn frames(&self) -> &[Frame] {
        &self.0.frames
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }

    /// The code with which the user's code wants the program to end (`process.exit`).
    pub fn exit_code(&self) -> Option<i32> {
        self.0.exit_code
    }

    /// What the database client reported, when that is the cause.
    pub fn database(&self) -> Option<&DatabaseError> {
        self.0.database.as_deref()
    }
}

impl fmt::Display for FrontEndError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for FrontEndError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.database.as_deref().map(|error| error as _)
    }
}

impl From<DatabaseError> for FrontEndError {
    fn from(error: DatabaseError) -> Self {
        Self::new(error.to_string()).caused_by(error)
    }
}
