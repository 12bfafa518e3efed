use std::path::Path;
use std::rc::Rc;

use rungs_postgres::server::{self, Lease};
use rungs_postgres::{ConnectConfig, Observer, Session, Statement};
use rungs_run::RunContext;

use super::database::Database;
use crate::commands::Context;
use crate::diagnostics::Trouble;
use crate::output::{Note, Output};

/// What sessions call themselves in `pg_stat_activity`, unless the project says otherwise.
const APPLICATION: &str = "rungs";

/// A session with the project's database.
pub struct Connected {
    /// The session.
    pub session: Session,
    /// How it was made.
    pub config: ConnectConfig,
    /// The server, where it is one of ours: it stays while this value does.
    _lease: Option<Lease>,
}

impl Connected {
    pub(super) async fn to(database: Database, project: &Path, context: &Context) -> Result<Self, Trouble> {
        let (mut config, lease) = match database {
            Database::Running(config) => (*config, None),
            Database::Own { choice, asked } => {
                let lease = server::project(project, &choice).await?;
                let start = if asked { "Using" } else { "No database is configured: using" };
                let version = lease.version().unwrap_or_default();
                let text =
                    format!("{start} this project's own PostgreSQL {version} (see `rungs server status`)");
                context.output.note(&Note::Server(&text));
                (lease.config().clone(), Some(lease))
            }
        };
        config.application_name.get_or_insert_with(|| APPLICATION.to_owned());
        let session = Session::connect(&config).await?;
        if context.options.debug {
            session.observe(Rc::new(Printer(context.output.clone())));
        }
        Ok(Self { session, config, _lease: lease })
    }

    /// Where seeds run: outside a transaction.
    pub fn seeding(&self) -> RunContext {
        RunContext { session: self.session.clone(), in_transaction: false }
    }
}

/// Shows statements before they run.
struct Printer(Rc<dyn Output>);

impl Observer for Printer {
    fn before(&self, statement: &Statement) {
        self.0.note(&Note::Statement(&statement.sql));
    }
}
