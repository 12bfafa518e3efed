//! How frequent queries would be answered.

use std::collections::BTreeSet;

use rungs_postgres::{QueryResult, Session, Statement, TransactionStatus};
use serde_json::Value;

use crate::error::Error;
use crate::schema::{Relation, Schema};
use crate::settings::Query;

/// A query, and what its plan shows.
#[derive(Debug, Clone)]
pub struct PlannedQuery {
    /// The query.
    pub query: Query,
    /// The tables that it reads without an index by its conditions; or why it cannot be planned.
    pub outcome: Result<Vec<Unserved>, String>,
}

/// A table that a query reads whole though it wants some rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unserved {
    /// The table's number; a partition's that of its table.
    pub table: u32,
    /// The columns that the query has conditions on.
    pub columns: Vec<String>,
}

/// The planner takes an index if there is any that fits, however few rows there are; plans are those for values not yet known.
const SETTINGS: &str = "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; \
     SET LOCAL enable_material = off; SET LOCAL enable_partition_pruning = off; SET LOCAL enable_hashagg = on; SET LOCAL max_parallel_workers_per_gather = 0; \
     SET LOCAL plan_cache_mode = force_generic_plan";

impl PlannedQuery {
    /// Plans a query; it is not run.
    pub(crate) async fn of(query: &Query, session: &Session, schema: &Schema) -> Result<Self, Error> {
        let own = session.transaction_status() == TransactionStatus::Idle;
        let (begin, end) = match own {
            true => ("BEGIN", "ROLLBACK"),
            false => {
                ("SAVEPOINT rungs_plan", "ROLLBACK TO SAVEPOINT rungs_plan; RELEASE SAVEPOINT rungs_plan")
            }
        };
        session.execute(&Statement::new(format!("{begin}; {SETTINGS}"))).await?;
        let plan = plan(query, session).await;
        session.execute(&Statement::new(end)).await?;
        session.execute(&Statement::new("DEALLOCATE ALL")).await?;
        let outcome = plan.map(|plan| {
            let mut unserved = Vec::new();
            walk(&plan["Plan"], None, schema, &mut unserved);
            unserved
        });
        Ok(Self { query: query.clone(), outcome })
    }
}

/// The indexes by which `query` would be answered, as schema and name; a partition's own where a table has partitions.
/// Nothing where the query cannot be planned, which is a finding of a rule.
///
/// # Errors
/// When the database is lost.
pub async fn serving_indexes(query: &Query, session: &Session) -> Result<BTreeSet<(String, String)>, Error> {
    session.execute(&Statement::new(format!("BEGIN; {SETTINGS}"))).await?;
    let plan = plan(query, session).await;
    session.execute(&Statement::new("ROLLBACK")).await?;
    session.execute(&Statement::new("DEALLOCATE ALL")).await?;
    let mut indexes = BTreeSet::new();
    if let Ok(plan) = plan {
        note_indexes(&plan["Plan"], "public", &mut indexes);
    }
    Ok(indexes)
}

/// `schema` is that of the table whose scan the node is a part of.
fn note_indexes(node: &Value, schema: &str, indexes: &mut BTreeSet<(String, String)>) {
    let schema = node["Schema"].as_str().unwrap_or(schema);
    if let Some(name) = node["Index Name"].as_str().filter(|_| node["Index Cond"].is_string()) {
        indexes.insert((schema.to_owned(), name.to_owned()));
    }
    for child in node["Plans"].as_array().map(Vec::as_slice).unwrap_or_default() {
        note_indexes(child, schema, indexes);
    }
}

async fn plan(query: &Query, session: &Session) -> Result<Value, String> {
    let (sql, count) = numbered(query.sql.trim().trim_end_matches(';'));
    let said = |error: rungs_postgres::Error| {
        error.server_error().map_or_else(|| error.to_string(), |server| server.message.clone())
    };
    let prepare = Statement::new(format!("PREPARE rungs_query AS {sql}"));
    session.execute(&prepare).await.map_err(said)?;
    let values = if count == 0 { String::new() } else { format!("({})", vec!["NULL"; count].join(", ")) };
    let explain = Statement::new(format!("EXPLAIN (VERBOSE, FORMAT JSON) EXECUTE rungs_query{values}"));
    let results = session.execute(&explain).await.map_err(said)?;
    let text = results.last().and_then(QueryResult::scalar).unwrap_or_default();
    let plans: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    Ok(plans[0].clone())
}

/// The query with `:name` as `$1`, `$2` …, and how many of those there are.
fn numbered(sql: &str) -> (String, usize) {
    use rungs_trace::sql::{Token, tokens};
    let (mut text, mut names, mut highest) = (String::new(), Vec::new(), 0);
    let all: Vec<(usize, Token<'_>)> = tokens(sql).collect();
    let mut index = 0;
    while let Some((at, token)) = all.get(index) {
        let end = all.get(index + 1).map_or(sql.len(), |(next, _)| *next);
        let is_cast = text.ends_with(':');
        match (token, all.get(index + 1)) {
            (Token::Sign(':'), Some((start, Token::Word(name)))) if !is_cast => {
                let place = names.iter().position(|known| known == name).unwrap_or_else(|| {
                    names.push(*name);
                    names.len() - 1
                });
                text.push_str(&format!("${}", place + 1));
                index += 2;
                // A word's token ends where the next begins.
                let _ = start;
                continue;
            }
            (Token::Parameter(number), _) => {
                highest = highest.max(number[1..].parse().unwrap_or(0));
                text.push_str(&sql[*at..end]);
            }
            _ => text.push_str(&sql[*at..end]),
        }
        index += 1;
    }
    (text, highest.max(names.len()))
}

/// Looks for scans that no index narrows. `join` is the condition of the join whose inner side the node is.
fn walk(node: &Value, join: Option<&str>, schema: &Schema, unserved: &mut Vec<Unserved>) {
    let text = |name: &str| node[name].as_str();
    if let (Some(relation), Some(alias)) = (text("Relation Name"), text("Alias")) {
        let filters: Vec<&str> = [text("Filter"), join].into_iter().flatten().collect();
        if !is_narrowed(node) && !filters.is_empty() {
            let named =
                |table: &&Relation| table.name == relation && Some(table.schema.as_str()) == text("Schema");
            if let Some(table) = schema.relations.iter().find(named) {
                note(table, alias, &filters, schema, unserved);
            }
        }
    }
    let children = node["Plans"].as_array().map(Vec::as_slice).unwrap_or_default();
    for child in children {
        let inner = child["Parent Relationship"].as_str() == Some("Inner");
        // What stands between a join and its scan (Append, Memoize) hands the condition on.
        let passes = join.filter(|_| {
            text("Join Filter").is_none()
                && !node["Node Type"].as_str().is_some_and(|kind| kind.contains("Join"))
        });
        walk(child, if inner { text("Join Filter") } else { passes }, schema, unserved);
    }
}

fn is_narrowed(node: &Value) -> bool {
    let conditions = ["Index Cond", "TID Cond"];
    let has = |node: &Value| conditions.iter().any(|name| node[*name].is_string());
    let bitmap = |node: &Value| {
        has(node) || node["Plans"].as_array().is_some_and(|plans| plans.iter().any(is_narrowed))
    };
    has(node) || (node["Node Type"].as_str().is_some_and(|kind| kind.starts_with("Bitmap")) && bitmap(node))
}

fn note(table: &Relation, alias: &str, filters: &[&str], schema: &Schema, unserved: &mut Vec<Unserved>) {
    let named: BTreeSet<&str> = table
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .filter(|column| {
            let forms = [format!("{alias}.{column}"), format!("{alias}.\"{column}\"")];
            filters
                .iter()
                .any(|filter| forms.iter().any(|form| super::attribution::position(filter, form).is_some()))
        })
        .collect();
    if named.is_empty() {
        return;
    }
    let mut table = table;
    while let Some(parent) = table.parent.and_then(|parent| schema.relation(parent)) {
        table = parent;
    }
    let columns = named.into_iter().map(str::to_owned).collect();
    let found = Unserved { table: table.oid, columns };
    if !unserved.contains(&found) {
        unserved.push(found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_parameters_are_numbered() {
        assert_eq!(
            numbered("select a::text from t where b = :b and c = :c or d = :b and e = ':x'"),
            ("select a::text from t where b = $1 and c = $2 or d = $1 and e = ':x'".to_owned(), 2)
        );
        assert_eq!(numbered("select $2::int").1, 2);
    }
}
