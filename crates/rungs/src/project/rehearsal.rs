use std::rc::Rc;

use async_trait::async_trait;
use rungs_catalog::Scope;
use rungs_postgres::Session;
use rungs_postgres::server::{self, ServerChoice, Throwaway};
use rungs_run::ledger::Ledger;
use rungs_run::{FrontEndError, Migration};
use rungs_verify::{Prepare, Settings, Stage};

use super::{Project, server_choice};
use crate::commands::Context;
use crate::diagnostics::Trouble;

/// A database to try migrations on, gone with this value.
pub struct Rehearsal {
    /// A session with it, prepared as the project wants its sessions.
    pub session: Session,
    /// All but the ledger's tables.
    pub scope: Scope,
    _server: Throwaway,
}

impl Project {
    /// Starts a throwaway server (or makes a database on the one that `--server` names) and connects to it.
    ///
    /// # Errors
    /// When no server can be had.
    pub async fn rehearsal(&self, context: &Context) -> Result<Rehearsal, Trouble> {
        let server = self.throwaway(context).await?;
        let session = Session::connect(server.config()).await?;
        self.front_end.prepare(&session).await.map_err(Trouble::Session)?;
        Ok(Rehearsal { session, scope: self.scope(), _server: server })
    }

    /// The same to verify on, where the database can be set back.
    ///
    /// # Errors
    /// When no server can be had.
    pub async fn stage(self: &Rc<Self>, context: &Context) -> Result<Stage, Trouble> {
        let server = Rc::new(self.throwaway(context).await?);
        Ok(Stage::new(server, self.clone()).await?)
    }

    /// How the project's migrations are verified.
    pub fn verification(&self) -> Settings {
        Settings {
            scope: self.scope(),
            in_transactions: !self.migrations.disable_transactions,
            hooks: self.front_end.hooks(),
        }
    }

    async fn throwaway(&self, context: &Context) -> Result<Throwaway, Trouble> {
        let choice = server_choice(&context.options, &self.place)?.unwrap_or_default();
        let mut server = server::throwaway(self.place.project_folder(), &choice).await?;
        if let Some(path) = self.front_end.search_path().await? {
            server.set("search_path", path);
        }
        self.front_end.use_database(server.config().clone());
        Ok(server)
    }

    /// All but the ledger's tables.
    fn scope(&self) -> Scope {
        let settings = &self.migrations;
        let schema = settings.schema_name.as_deref().unwrap_or("public");
        let tables = Ledger::table_names(settings);
        let record = rungs_history::Record::TABLE.to_owned();
        tables
            .into_iter()
            .chain([record])
            .fold(Scope::default(), |scope, table| scope.without_table(schema, table))
    }

    /// The project's conventions, and its levels of rules.
    ///
    /// # Errors
    /// When they name a rule that is not there, or a file of queries that cannot be read.
    pub fn lint_settings(&self) -> Result<rungs_lint::Settings, Trouble> {
        self.place.rungs_toml.lint()
    }

    /// The major version of the server that the project is tried on, where that is told by its number.
    ///
    /// # Errors
    /// When what names the server names none.
    pub fn server_major(&self, context: &Context) -> Result<Option<u32>, Trouble> {
        Ok(match server_choice(&context.options, &self.place)? {
            Some(ServerChoice::Embedded { major }) => Some(major),
            Some(ServerChoice::Native { major }) => major,
            Some(ServerChoice::Url(_)) | None => None,
        })
    }

    /// The project's migrations in their order.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub async fn list(&self) -> Result<Vec<Rc<dyn Migration>>, Trouble> {
        Ok(self.front_end.source(&self.migrations).list().await?)
    }
}

#[async_trait(?Send)]
impl Prepare for Project {
    async fn prepare(&self, session: &Session) -> Result<(), FrontEndError> {
        self.front_end.prepare(session).await
    }
}
