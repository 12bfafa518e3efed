use serde_json::{Value, json};

use super::facts::Facts;
use super::redact::redact;
use super::{Trouble, advice};

/// All that is known about a trouble, as data.
pub fn json(trouble: &Trouble) -> Value {
    let facts = Facts::of(trouble);
    let origin = facts.origin().map(|origin| {
        json!({ "file": origin.file.display().to_string(), "line": origin.line, "column": origin.column })
    });
    let server = facts.server_error();
    let mut document = json!({
        "error": {
            "message": redact(&trouble.to_string()),
            "sqlstate": server.map(|error| &error.code),
            "detail": server.and_then(|error| error.detail.as_deref()).map(redact),
            "hint": server.and_then(|error| error.hint.as_deref()).map(redact),
            "statement": facts.statement().map(|statement| redact(&statement.sql)),
            "position": server.and_then(|error| error.position),
            "origin": origin,
            "advice": advice::advice(trouble),
        }
    });
    if let (Trouble::Run(failure), Value::Object(document)) = (trouble, &mut document) {
        let journal = &failure.journal;
        document.insert("committed".to_owned(), json!(journal.committed));
        document.insert("rolledBack".to_owned(), json!(journal.rolled_back));
        document.insert("inDoubt".to_owned(), json!(journal.in_doubt));
        let failed = journal.failed.as_ref().map(|failed| {
            let standing = failed.standing.as_ref();
            let sql =
                standing.map(|all| all.iter().map(|statement| redact(&statement.sql)).collect::<Vec<_>>());
            let in_flight = failed.in_flight.as_ref().map(|statement| redact(&statement.sql));
            json!({ "name": failed.name, "standing": sql, "inFlight": in_flight })
        });
        document.insert("failed".to_owned(), json!(failed));
        let aborted_by = journal.aborted_by.as_ref().map(|abort| {
            let origin = abort.statement.origin.as_ref().map(ToString::to_string);
            json!({ "message": abort.error.message, "statement": redact(&abort.statement.sql), "origin": origin })
        });
        document.insert("abortedBy".to_owned(), json!(aborted_by));
    }
    document
}
