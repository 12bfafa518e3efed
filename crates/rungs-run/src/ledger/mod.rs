//! The ledger: Knex's table of migrations that were run, and its table with the lock row.

mod ensure;
mod entry;
mod journal;
mod naming;
mod read;
mod recognise;
mod write;

pub use entry::{Entry, LockRow, State};
pub(crate) use journal::Note;
pub(crate) use read::state;
pub use recognise::Bookkeeping;

use crate::MigrationSettings;
use naming::{journal_name, literal, qualified};

/// The two tables of one ledger, as SQL names them.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// The table of migrations, quoted.
    table: String,
    /// The table of the lock row, quoted.
    lock_table: String,
    /// The journal's table, quoted.
    journal: String,
    /// An SQL expression that is true when the table is where Knex looks for it.
    has_table: String,
    /// The same for the table of the lock row.
    has_lock_table: String,
    /// An SQL expression for the number of this ledger's advisory lock.
    lock_number: String,
    /// An SQL expression for the number of the advisory lock under which the tables are created.
    creation_number: String,
}

impl Ledger {
    /// The ledger that the settings name.
    pub fn new(settings: &MigrationSettings) -> Self {
        let schema = settings.schema_name.as_deref();
        let table = settings.table_name.as_str();
        let lock = format!("{table}_lock");
        let key = literal(&format!("rungs:{}.{table}", schema.unwrap_or_default()));
        Self {
            table: qualified(schema, table),
            lock_table: qualified(schema, &lock),
            journal: qualified(schema, &journal_name(table)),
            has_table: naming::is_there(schema, table),
            has_lock_table: naming::is_there(schema, &lock),
            lock_number: format!("hashtextextended({key}, 0)"),
            creation_number: format!("hashtextextended({key}, 1)"),
        }
    }

    /// The names, unquoted, of all tables that belong to the ledger and not to the user.
    pub fn table_names(settings: &MigrationSettings) -> [String; 3] {
        let table = &settings.table_name;
        [table.clone(), format!("{table}_lock"), journal_name(table)]
    }

    /// The SQL expression for the number of the advisory lock that a run of this ledger holds. Numbers are per
    /// database, so that ledgers of two databases never meet.
    pub(crate) fn lock_number(&self) -> &str {
        &self.lock_number
    }
}
