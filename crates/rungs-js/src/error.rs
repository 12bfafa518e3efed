use std::fmt;

use serde_json::{Map, Value as Json};

use crate::stack::Frame;

/// What can go wrong when JavaScript runs.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A JavaScript exception, or a promise that was rejected.
    #[error("{0}")]
    Thrown(Box<JsError>),
    /// A promise was rejected and nobody handled it; Node ends the process then.
    #[error("{what}: a promise was rejected and nobody handled it: {error}")]
    UnhandledRejection {
        /// What ran.
        what: String,
        /// The reason of the rejection.
        error: Box<JsError>,
    },
    /// Nothing is left that could settle the promise.
    #[error(
        "{what} never finished: its promise is still pending, and no timer, file or query is left that could \
         settle it; look for a `new Promise` that calls neither `resolve` nor `reject`, or a callback that is \
         never called"
    )]
    NeverSettles {
        /// What ran.
        what: String,
    },
    /// JavaScript ran for too long without giving control back.
    #[error("{what} ran for {seconds} s without a pause and was stopped: is there an endless loop in it?")]
    EndlessLoop {
        /// What ran.
        what: String,
        /// The limit, in seconds.
        seconds: u64,
    },
    /// The embedder's interrupt flag was set (Ctrl-C).
    #[error("{what} was interrupted")]
    Interrupted {
        /// What ran.
        what: String,
    },
    /// JavaScript called `process.exit`.
    #[error("process.exit({code}) was called by {what}")]
    Exit {
        /// What ran.
        what: String,
        /// The exit code.
        code: i32,
    },
    /// The engine itself failed (out of memory at start, say).
    #[error("the JavaScript engine failed: {0}")]
    Engine(#[from] rquickjs::Error),
}

impl Error {
    /// The exception, for errors that carry one.
    pub fn js(&self) -> Option<&JsError> {
        match self {
            Error::Thrown(error) | Error::UnhandledRejection { error, .. } => Some(error),
            _ => None,
        }
    }
}

/// A thrown JavaScript value, its positions those of the source that the user wrote.
#[derive(Debug, Clone, Default)]
pub struct JsError {
    /// `Error`, `TypeError`, … ; empty when something else than an error was thrown.
    pub name: String,
    /// The message, or the thrown value as text.
    pub message: String,
    /// The frames in files, innermost first; those of the engine and the embedder are left out.
    pub stack: Vec<Frame>,
    /// Node's error code, PostgreSQL's SQLSTATE: the property `code`.
    pub code: Option<String>,
    /// What the user can do, where Rungs knows.
    pub hint: Option<String>,
    /// The property `cause`.
    pub cause: Option<Box<JsError>>,
    /// For an `AggregateError`, its errors.
    pub errors: Vec<JsError>,
    /// Further own properties that JSON can hold.
    pub properties: Map<String, Json>,
}

impl JsError {
    /// The innermost frame in the user's own files, else the innermost frame.
    pub fn site(&self) -> Option<&Frame> {
        self.stack.iter().find(|frame| frame.is_own()).or_else(|| self.stack.first())
    }
}

impl fmt::Display for JsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.name.is_empty(), self.message.is_empty()) {
            (true, _) => f.write_str(&self.message),
            (false, true) => f.write_str(&self.name),
            (false, false) => write!(f, "{}: {}", self.name, self.message),
        }
    }
}
