use rquickjs::{Ctx, Exception, Object, Promise, Result, Value};
use rungs_builder::{
    Arg, Compiled,
    render::{literal, native::position_bindings},
};
use rungs_js::Outstanding;
use rungs_postgres::{Error, Origin, QueryResult, Session, Statement, TransactionStatus};

use super::{
    Desk,
    failure::{refuse, server_failure},
    own_lock,
    respond::{response, rows},
};
use crate::{prelude, values};

/// One call from JavaScript to the server.
pub(super) struct Line<'js> {
    pub ctx: Ctx<'js>,
    /// The prelude's shared object.
    pub rungs: Object<'js>,
    pub desk: Desk,
}

/// One statement that is already SQL.
pub(super) struct Ready {
    /// With PostgreSQL's placeholders.
    pub sql: String,
    /// Whether Knex's users would see it in the message of an error.
    pub is_from_knex: bool,
    /// The stack of the call.
    pub site: Option<String>,
}

impl<'js> Line<'js> {
    pub fn new(ctx: Ctx<'js>, native: &Object<'js>, desk: &Desk) -> Result<Self> {
        Ok(Self { ctx, rungs: native.get("rungs")?, desk: desk.clone() })
    }

    /// Renders a builder and sends its statements, together where the session is in a transaction.
    pub fn execute(
        self,
        native: Object<'js>,
        connection: u32,
        builder: &Object<'js>,
        client: Value<'js>,
    ) -> Result<Promise<'js>> {
        let session = self.session(connection)?;
        let for_failure = session.clone();
        let recorded = prelude::recorded(&self.ctx, &native, builder, client)?;
        let statements = recorded
            .statements
            .iter()
            .map(|compiled| self.statement(compiled, &recorded.kept, &session))
            .collect::<Result<Vec<_>>>()?;
        if let Some(empty) = recorded.statements.iter().find(|compiled| compiled.sql.is_empty()) {
            let origin = self.locate(empty.site.as_deref());
            return Err(refuse(&self.ctx, "The query is empty", origin.as_ref()));
        }
        let work = detached(async move { session.execute_all(&statements).await });
        Promise::wrap_future(&self.ctx.clone(), async move {
            let _awaited = self.turn_on(connection).await;
            let results = own_lock::answer(&self.desk, &for_failure, work)
                .await
                .map_err(|error| self.failed(&for_failure, &recorded.statements, &error))?;
            recorded
                .statements
                .iter()
                .zip(&results)
                .map(|(compiled, results)| self.answer(compiled, results, &recorded.kept))
                .collect::<Result<Vec<_>>>()
        })
    }

    /// Inside a transaction the place in the user's source is looked up when a statement fails, since that costs as
    /// much as rendering it; outside, the journal wants to know where the statements stand that have taken effect. Who
    /// judges a migration wants to know it always.
    fn statement(&self, compiled: &Compiled, kept: &[Value<'js>], session: &Session) -> Result<Statement> {
        let is_wanted = session.transaction_status() == TransactionStatus::Idle || session.wants_origins();
        Ok(Statement {
            sql: position_bindings(&compiled.sql),
            params: values::params(self.encoding(kept), &compiled.bindings)?,
            origin: is_wanted.then(|| self.locate(compiled.site.as_deref())).flatten(),
        })
    }

    fn encoding<'a>(&'a self, kept: &'a [Value<'js>]) -> values::Encoding<'a, 'js> {
        values::Encoding { ctx: &self.ctx, rungs: &self.rungs, kept }
    }

    fn locate(&self, site: Option<&str>) -> Option<Origin> {
        (self.desk.locate)(site?)
    }

    fn answer(
        &self,
        compiled: &Compiled,
        results: &[QueryResult],
        kept: &[Value<'js>],
    ) -> Result<Object<'js>> {
        let object = Object::new(self.ctx.clone())?;
        object.set("response", response(&self.ctx, &self.rungs, results)?)?;
        object.set("method", compiled.method)?;
        prelude::response_handling(&self.ctx, &object, compiled, kept)?;
        Ok(object)
    }

    /// Sends one statement as it is.
    pub fn query(self, connection: u32, ready: Ready, bindings: &Value<'js>) -> Result<Promise<'js>> {
        let session = self.session(connection)?;
        let (bindings, kept) = prelude::bindings(&self.ctx, self.rungs.clone(), bindings)?;
        let statement = Statement {
            params: values::params(self.encoding(&kept), &bindings)?,
            origin: self.locate(ready.site.as_deref()),
            sql: ready.sql,
        };
        let sql = statement.sql.clone();
        let asked_on = session.clone();
        let work = detached(async move { session.execute(&statement).await });
        Promise::wrap_future(&self.ctx.clone(), async move {
            let _awaited = self.turn_on(connection).await;
            match own_lock::answer(&self.desk, &asked_on, work).await {
                Ok(results) => response(&self.ctx, &self.rungs, &results),
                Err(error) => {
                    let told = ready.is_from_knex.then(|| asked(&sql, &bindings));
                    Err(self.throw(told.as_deref(), &error))
                }
            }
        })
    }

    /// Waits for the turn of a statement, and from then on keeps the watchdog off. Behind an open cursor the turn comes
    /// when JavaScript has read all its rows: one that waits for the statement first waits for ever, and is told so.
    async fn turn_on(&self, connection: u32) -> Outstanding {
        self.desk.connections.cursors.end_on(connection).await;
        self.desk.outstanding.start()
    }

    /// Starts a statement whose rows are fetched batch by batch; the cursor's number comes back.
    pub fn open_cursor(
        self,
        connection: u32,
        ready: Ready,
        bindings: &Value<'js>,
        batch: u16,
    ) -> Result<u32> {
        let session = self.session(connection)?;
        let (bindings, kept) = prelude::bindings(&self.ctx, self.rungs.clone(), bindings)?;
        let statement = Statement {
            params: values::params(self.encoding(&kept), &bindings)?,
            origin: self.locate(ready.site.as_deref()),
            sql: ready.sql,
        };
        Ok(self.desk.connections.cursors.open(connection, session, statement, batch))
    }

    /// The next rows of a cursor, or null.
    pub fn fetch_rows(self, cursor: u32) -> Result<Promise<'js>> {
        Promise::wrap_future(&self.ctx.clone(), async move {
            let _awaited = self.desk.outstanding.start();
            match self.desk.connections.cursors.fetch(cursor).await {
                Ok(found) => found.map(|found| rows(&self.ctx, &self.rungs, &found)).transpose(),
                Err(error) => Err(self.throw(None, &error)),
            }
        })
    }

    /// Cancels the statement that runs on a connection.
    pub fn cancel(self, connection: u32) -> Result<Promise<'js>> {
        let session = self.session(connection)?;
        Promise::wrap_future(&self.ctx.clone(), async move {
            let _awaited = self.desk.outstanding.start();
            session.cancel_token().cancel().await.map_err(|error| self.throw(None, &error))
        })
    }

    fn session(&self, connection: u32) -> Result<Session> {
        self.desk.connections.count_use();
        self.desk.connections.get(connection).ok_or_else(|| {
            Exception::throw_message(&self.ctx, "this connection was released: it cannot be used any more")
        })
    }

    /// The error of a statement among several, told as Knex tells it.
    fn failed(&self, session: &Session, statements: &[Compiled], error: &Error) -> rquickjs::Error {
        let Some(compiled) = error.index().and_then(|index| statements.get(index)) else {
            return self.throw(None, error);
        };
        let asked = asked(&position_bindings(&compiled.sql), &compiled.bindings);
        let origin = self.locate(compiled.site.as_deref());
        if let Some(origin) = &origin {
            session.place_abort(origin.clone());
        }
        self.throw_from(Some(&asked), origin, error)
    }

    /// Throws what the server or the connection reports.
    pub fn throw(&self, asked: Option<&str>, error: &Error) -> rquickjs::Error {
        let origin = error.statement().and_then(|statement| statement.origin.clone());
        self.throw_from(asked, origin, error)
    }

    fn throw_from(&self, asked: Option<&str>, origin: Option<Origin>, error: &Error) -> rquickjs::Error {
        match server_failure(&self.ctx, &self.rungs, asked, origin.as_ref(), error) {
            Ok(value) => self.ctx.throw(value),
            Err(error) => error,
        }
    }
}

/// Sends statements from a task of their own. A run that ends early, by an exception in one branch of `Promise.all`
/// say, polls its promises no more: a call that is under way must not hold the session for ever.
fn detached<T: 'static>(
    call: impl Future<Output = std::result::Result<T, Error>> + 'static,
) -> impl Future<Output = std::result::Result<T, Error>> {
    let task = tokio::task::spawn_local(call);
    // The task ends only with its call, or with the whole program.
    async { task.await.unwrap_or_else(|_| Err(Error::Closed { peer: String::new() })) }
}

/// The statement as Knex's message has it. Knex 3.3.0 fills the bindings into the SQL after it has numbered them, so
/// that only a `?` that is an operator would be filled.
fn asked(sql: &str, bindings: &[Arg]) -> String {
    literal::fill(sql, bindings)
}
