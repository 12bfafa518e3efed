use std::rc::Rc;

use rungs_js::{Error, JsError};
use rungs_postgres::{Error as DatabaseError, Origin, ServerError, Statement};
use rungs_run::{Frame, FrontEndError};
use serde_json::Value;

/// What JavaScript may use, as the settings have it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Bytes of memory; zero sets no limit.
    pub memory: usize,
}

impl Limits {
    /// Says which limit was reached, and where it is set.
    pub fn explain(self, error: &Error) -> FrontEndError {
        let report = front_end_error(error);
        match error {
            Error::EndlessLoop { seconds, .. } => report.with_hint(format!(
                "JavaScript may run for {seconds} s without a pause. If it needs longer, set `longest-pause` (in \
                 seconds) in the section [javascript] of rungs.toml."
            )),
            _ if is_out_of_memory(error) => report.with_hint(format!(
                "JavaScript has used the {} MiB of memory that it may use. Read large tables with `.stream()`; if it \
                 needs more nevertheless, set `memory` (in MiB) in the section [javascript] of rungs.toml.",
                self.memory / (1024 * 1024)
            )),
            _ => report,
        }
    }
}

/// The engine's own words.
fn is_out_of_memory(error: &Error) -> bool {
    error.js().is_some_and(|thrown| thrown.name == "InternalError" && thrown.message == "out of memory")
}

/// An error of JavaScript as the runner reports it: its message, the line of the user's source, the server's words.
pub(crate) fn front_end_error(error: &Error) -> FrontEndError {
    let told = error.to_string();
    match (error, error.js()) {
        (Error::Exit { code, .. }, _) => FrontEndError::new(told).with_exit_code(*code),
        (_, Some(thrown)) => thrown_error(thrown, &told, matches!(error, Error::Thrown(_))),
        (_, None) => FrontEndError::new(told),
    }
}

fn thrown_error(thrown: &JsError, told: &str, is_plain: bool) -> FrontEndError {
    let message = if is_plain { thrown.message.clone() } else { told.to_owned() };
    let mut report = FrontEndError::new(message);
    if !thrown.name.is_empty() {
        report = report.of_kind(kind(thrown));
    }
    let frames: Vec<Frame> = thrown.stack.iter().filter(|frame| frame.is_own()).map(frame).collect();
    // A statement's error may have been wrapped in another, whose `cause` it is.
    let by_statement = causes(thrown).find(|error| error.properties.contains_key("$sql")).unwrap_or(thrown);
    let asked = statement_origin(by_statement);
    if let Some(origin) = asked.clone().or_else(|| thrown.site().map(origin)) {
        report = report.at(origin);
    }
    let database = database_error(by_statement, asked);
    // A bare `fetch failed` tells nobody anything: the reason is its cause. What the server said is shown by itself.
    let cause = thrown.cause.as_ref().filter(|_| database.is_none());
    if let Some(hint) = thrown.hint.clone().or_else(|| cause.map(|cause| format!("Its cause: {cause}"))) {
        report = report.with_hint(hint);
    }
    if let Some(database) = database {
        report = report.caused_by(Rc::new(database));
    }
    report.with_frames(frames)
}

/// The error's name; with its code where it is one of Node's own, which show it in their first line.
fn kind(thrown: &JsError) -> String {
    match thrown.code.as_deref() {
        Some(code) if code.starts_with("ERR_") => format!("{} [{code}]", thrown.name),
        _ => thrown.name.clone(),
    }
}

/// The error, its cause, the cause of that …
fn causes(thrown: &JsError) -> impl Iterator<Item = &JsError> {
    std::iter::successors(Some(thrown), |error| error.cause.as_deref())
}

fn frame(frame: &rungs_js::Frame) -> Frame {
    let function = (!frame.function.is_empty()).then(|| frame.function.clone());
    Frame { function, origin: origin(frame) }
}

fn origin(frame: &rungs_js::Frame) -> Origin {
    Origin { file: frame.file.clone().into(), line: frame.line, column: frame.column }
}

/// Where the statement was asked for, which `session` wrote on the error.
fn statement_origin(thrown: &JsError) -> Option<Origin> {
    let place = thrown.properties.get("$origin")?;
    let number = |name: &str| place[name].as_u64().and_then(|value| u32::try_from(value).ok());
    Some(Origin { file: place["file"].as_str()?.into(), line: number("line")?, column: number("column")? })
}

/// What the database client reported, written on the error: JavaScript may have caught and thrown it since.
fn database_error(thrown: &JsError, origin: Option<Origin>) -> Option<DatabaseError> {
    let sql = thrown.properties.get("$sql")?.as_str()?;
    let statement = Box::new(Statement { sql: sql.to_owned(), params: Vec::new(), origin });
    let server = server_error(thrown).map(Box::new);
    if let Some(lost) = thrown.properties.get("$lost") {
        let text = |index: usize| lost[index].as_str().unwrap_or_default().to_owned();
        let (peer, reason) = (text(0), text(1));
        return Some(DatabaseError::ConnectionLost {
            peer,
            reason,
            error: server,
            statement: Some(statement),
            index: None,
        });
    }
    Some(DatabaseError::Server { error: server?, statement, index: None })
}

/// The server's error again, from the fields that `pg` puts on it.
fn server_error(thrown: &JsError) -> Option<ServerError> {
    let text = |name: &str| thrown.properties.get(name).and_then(Value::as_str).map(str::to_owned);
    let number = |name: &str| text(name).and_then(|text| text.parse().ok());
    let message = text("$message").unwrap_or_else(|| thrown.message.clone());
    Some(ServerError {
        severity: text("severity").unwrap_or_default(),
        code: thrown.code.clone()?,
        message,
        detail: text("detail"),
        hint: text("hint"),
        position: number("position"),
        internal_position: number("internalPosition"),
        internal_query: text("internalQuery"),
        where_: text("where"),
        schema: text("schema"),
        table: text("table"),
        column: text("column"),
        datatype: text("dataType"),
        constraint: text("constraint"),
        file: text("file"),
        line: number("line"),
        routine: text("routine"),
        length: thrown
            .properties
            .get("length")
            .and_then(Value::as_u64)
            .and_then(|bytes| bytes.try_into().ok())
            .unwrap_or(0),
    })
}
