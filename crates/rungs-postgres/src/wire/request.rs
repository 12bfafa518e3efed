//! Which statements of a segment share a request, and so the server's one answer to it.

use crate::statement::Statement;
use crate::wire::Exchange;
use crate::wire::pipeline::{may_end_transaction, opens_transaction};

/// Bytes of the longest `BEGIN` or `COMMIT`; longer statements that hold such a word hold it in a text.
const LONGEST_CONTROL: usize = 80;

/// Neighbours of a segment that are sent as one request, with one ReadyForQuery behind their answers.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Request {
    /// By which protocol.
    pub(crate) exchange: Exchange,
    /// How many statements.
    pub(crate) length: usize,
}

impl Request {
    /// A statement that stands alone is sent as Node's `pg` sends it: by the simple protocol when it has no parameters.
    pub(crate) fn alone(statement: &Statement) -> Request {
        let exchange = if statement.params.is_empty() { Exchange::Simple } else { Exchange::Extended };
        Request { exchange, length: 1 }
    }
}

/// Divides a segment into requests. After a simple query the server sends what it has and says that it is ready; of
/// the extended protocol many statements can go before one Sync, and their answers come together, in one packet for
/// a table and its indexes. Inside a transaction the outcome is the same: what follows an error has no effect.
pub(crate) fn requests<'a>(segment: impl Iterator<Item = &'a Statement>) -> Vec<Request> {
    let mut requests: Vec<Request> = Vec::new();
    let mut last_joins = false;
    for statement in segment {
        let joins = may_share(statement);
        match requests.last_mut() {
            Some(last) if joins && last_joins => {
                last.exchange = Exchange::Extended;
                last.length += 1;
            }
            _ => requests.push(Request::alone(statement)),
        }
        last_joins = joins;
    }
    requests
}

/// Whether the extended protocol says the same of a statement: it takes one at a time, and finds fault with a `$1`
/// that has no value in other words. What opens or ends a transaction stays alone, so that each change of the status is
/// told.
fn may_share(statement: &Statement) -> bool {
    if statement.sql.len() <= LONGEST_CONTROL
        && (opens_transaction(&statement.sql) || may_end_transaction(&statement.sql))
    {
        return false;
    }
    let is_end = |c: char| c == ';' || c.is_ascii_whitespace();
    let text = statement.sql.trim_end_matches(is_end);
    !statement.params.is_empty() || !text.bytes().any(|byte| matches!(byte, b';' | b'$'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Param;

    #[test]
    fn divides_a_segment() {
        #[rustfmt::skip]
        let cases: &[(&[&str], &str)] = &[
            (&[], ""),
            (&["select 1"], "simple 1"),
            (&["insert ($1)"], "extended 1"),
            (&["begin;", "create table a ()", "create index i on a (b)"], "simple 1, extended 2"),
            (&["insert ($1)", "select 1", "COMMIT;"], "extended 2, simple 1"),
            (&["insert ($1)", "select 1; select 2", "select 3"], "extended 1, simple 1, simple 1"),
            (&["select 1; select 2", "select 3", "select 4 ;\n"], "simple 1, extended 2"),
            (&["select 1", "select $1", "insert ($1)", "select 2"], "simple 1, simple 1, extended 2"),
            (&["select 1", "do $$ begin end $$", "select 2", "select 3"], "simple 1, simple 1, extended 2"),
        ];
        for (sqls, expected) in cases {
            let statements = sqls.iter().map(|sql| {
                let params = sql.starts_with("insert").then(|| Param::Text("x".into()));
                Statement::new(*sql).with_params(params)
            });
            let statements: Vec<Statement> = statements.collect();
            let told: Vec<String> = requests(statements.iter())
                .iter()
                .map(|request| format!("{:?} {}", request.exchange, request.length).to_lowercase())
                .collect();
            assert_eq!(told.join(", "), *expected, "{sqls:?}");
        }
    }
}
