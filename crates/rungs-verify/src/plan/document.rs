//! The plan as data.

use std::path::PathBuf;

use rungs_postgres::{Param, TransactionNumber};
use rungs_trace::{Blocks, LockMode, Relation};
use serde::Serialize;

use super::{Act, Course, Plan, Step};

/// The plan as JSON tells it.
#[derive(Debug, Serialize)]
pub struct PlanDocument {
    direction: &'static str,
    batch: i64,
    migrations: Vec<String>,
    statements: Vec<StatementDocument>,
}

#[derive(Debug, Serialize)]
struct StatementDocument {
    migration: Option<String>,
    kind: &'static str,
    sql: String,
    bindings: Vec<Option<String>>,
    file: Option<PathBuf>,
    line: Option<u32>,
    column: Option<u32>,
    /// Statements of one transaction bear the same number, counted from 1.
    transaction: Option<usize>,
    locks: Vec<LockDocument>,
    rewrites: Vec<String>,
    scans: Vec<String>,
    rows: Option<u64>,
    /// Whether the result depends on rows, which the copy does not have.
    guessed: bool,
    failure: Option<String>,
    /// Whether it runs on a connection that the migration opens itself.
    elsewhere: bool,
    /// The same in words, and what else it does.
    effects: Vec<String>,
}

#[derive(Debug, Serialize)]
struct LockDocument {
    relation: String,
    mode: LockMode,
    blocks: Blocks,
    existed: bool,
}

impl Plan {
    /// The plan as data.
    pub fn document(&self) -> PlanDocument {
        let direction = match self.course {
            Course::Up { .. } => "up",
            Course::Down { .. } => "down",
        };
        let mut transactions: Vec<TransactionNumber> = Vec::new();
        for step in &self.steps {
            let own = step.traced.transaction.filter(|_| !step.traced.is_wrapped);
            transactions.extend(own.filter(|own| !transactions.contains(own)));
        }
        let statements = self.steps.iter().map(|step| StatementDocument::of(step, &transactions)).collect();
        PlanDocument { direction, batch: self.batch, migrations: self.migrations.clone(), statements }
    }
}

impl StatementDocument {
    fn of(step: &Step, transactions: &[TransactionNumber]) -> Self {
        let traced = &step.traced;
        let origin = traced.statement.origin.as_ref();
        let names = |relations: &[std::rc::Rc<Relation>]| -> Vec<String> {
            let existed = relations.iter().filter(|relation| relation.existed);
            existed.map(|relation| relation.to_string()).collect()
        };
        let locks = traced.locks.iter().filter(|lock| lock.relation.kind.is_queried());
        let is_of_migration = !matches!(step.act, Act::Transaction | Act::Ledger);
        Self {
            migration: step.migration.clone(),
            kind: kind(step.act),
            sql: traced.statement.sql.clone(),
            bindings: traced.statement.params.iter().map(binding).collect(),
            file: origin.map(|origin| origin.file.clone()),
            line: origin.map(|origin| origin.line),
            column: origin.map(|origin| origin.column),
            transaction: transactions
                .iter()
                .position(|number| !traced.is_wrapped && Some(*number) == traced.transaction)
                .map(|index| index + 1),
            locks: locks
                .filter(|_| is_of_migration)
                .map(|lock| LockDocument {
                    relation: lock.relation.to_string(),
                    mode: lock.mode,
                    blocks: lock.mode.blocks(),
                    existed: lock.relation.existed,
                })
                .collect(),
            rewrites: names(&traced.rewritten),
            scans: names(&traced.scanned),
            rows: traced.rows,
            guessed: step.act == Act::Read && traced.reads_rows,
            failure: traced.failure.clone(),
            elsewhere: traced.is_elsewhere,
            effects: step.effects(),
        }
    }
}

fn kind(act: Act) -> &'static str {
    match act {
        Act::Transaction => "transaction",
        Act::Ledger => "ledger",
        Act::Change => "change",
        Act::Read => "read",
        Act::Failure => "failure",
    }
}

fn binding(param: &Param) -> Option<String> {
    match param {
        Param::Null => None,
        Param::Text(text) => Some(text.clone()),
        Param::Bytes(bytes) => {
            Some(bytes.iter().fold("\\x".to_owned(), |text, byte| format!("{text}{byte:02x}")))
        }
    }
}
