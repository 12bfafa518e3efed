use rquickjs::{
    Ctx, Exception, Function, Object, Promise, Result, Value,
    function::{Opt, This},
};
use rungs_builder::{
    Arg, Compiled,
    render::{literal, native::position_bindings},
};
use rungs_postgres::{Error, Pool, QueryResult, Session, Statement};

use super::{Desk, failure::server_failure, respond::response};
use crate::{
    config::{connect_config, pool_options},
    prelude, values,
};

/// Adds the functions that talk to PostgreSQL to the prelude's `native`.
pub(crate) fn install<'js>(ctx: &Ctx<'js>, native: &Object<'js>, desk: &Desk) -> Result<()> {
    let for_acquire = desk.clone();
    let acquire = move |ctx: Ctx<'js>, pool: u32| acquire(&ctx, &for_acquire, pool);
    native.set("acquire", Function::new(ctx.clone(), acquire)?)?;
    let for_pool = desk.clone();
    let open_pool = move |ctx: Ctx<'js>, settings: String| open_pool(&ctx, &for_pool, &settings);
    native.set("openPool", Function::new(ctx.clone(), open_pool)?)?;
    let for_release = desk.clone();
    let release = move |id: u32, disposed: Opt<bool>| {
        if disposed.0 == Some(true) {
            for_release.connections.dispose(id);
        }
        for_release.connections.give_back(id);
    };
    native.set("release", Function::new(ctx.clone(), release)?)?;
    let for_execute = desk.clone();
    let execute = move |ctx: Ctx<'js>, this: This<Object<'js>>, connection: Object<'js>, builder, client| {
        execute(&ctx, &for_execute, this.0, &connection, &builder, client)
    };
    native.set("execute", Function::new(ctx.clone(), execute)?)?;
    let for_query = desk.clone();
    let query_knex =
        move |ctx: Ctx<'js>, this: This<Object<'js>>, id, sql: String, bindings, site: Opt<Value<'js>>| {
            let site = site.0.and_then(|site| site.get::<String>().ok());
            let ready = Ready { sql: position_bindings(&sql), is_from_knex: true, site };
            query(&ctx, &for_query, this.0, id, ready, bindings)
        };
    native.set("query", Function::new(ctx.clone(), query_knex)?)?;
    let for_native = desk.clone();
    let query_native =
        move |ctx: Ctx<'js>, this: This<Object<'js>>, id, sql: String, bindings: Value<'js>| {
            query(&ctx, &for_native, this.0, id, Ready { sql, is_from_knex: false, site: None }, bindings)
        };
    native.set("queryNative", Function::new(ctx.clone(), query_native)?)?;
    let for_cancel = desk.clone();
    native.set("cancel", Function::new(ctx.clone(), move |ctx: Ctx<'js>, id| cancel(&ctx, &for_cancel, id))?)
}

fn acquire<'js>(ctx: &Ctx<'js>, desk: &Desk, pool: u32) -> Result<Promise<'js>> {
    let (desk, context) = (desk.clone(), ctx.clone());
    Promise::wrap_future(ctx, async move {
        let _awaited = desk.outstanding.start();
        let (id, session) = match desk.connections.acquire(pool).await {
            Ok(Some(acquired)) => acquired,
            Ok(None) => {
                let message =
                    "no database connection is available here: this code runs outside a migration or seed";
                return Err(Exception::throw_message(&context, message));
            }
            Err(error) => return Err(context.throw(server_failure(&context, None, &error)?)),
        };
        describe(&context, id, &session)
    })
}

/// Opens a pool for a knex that JavaScript makes itself; its number comes back.
fn open_pool(ctx: &Ctx, desk: &Desk, settings: &str) -> Result<u32> {
    let settings = serde_json::from_str(settings).unwrap_or_default();
    let config = connect_config(&settings).map_err(|error| throw(ctx, None, &error))?;
    Ok(desk.connections.add_pool(Pool::new(config, pool_options(&settings), None)))
}

/// A connection as the prelude knows it.
pub(crate) fn describe<'js>(ctx: &Ctx<'js>, id: u32, session: &Session) -> Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    object.set("id", id)?;
    object.set("processID", session.backend_pid())?;
    let version = session.parameter("server_version").unwrap_or_default();
    object.set("version", version.split(' ').next().unwrap_or_default())?;
    Ok(object)
}

fn session_of(ctx: &Ctx, desk: &Desk, id: u32) -> Result<Session> {
    desk.connections.get(id).ok_or_else(|| {
        Exception::throw_message(ctx, "this connection was released: it cannot be used any more")
    })
}

/// Renders a builder and sends its statements, together where the session is in a transaction.
fn execute<'js>(
    ctx: &Ctx<'js>,
    desk: &Desk,
    native: Object<'js>,
    connection: &Object<'js>,
    builder: &Object<'js>,
    client: Value<'js>,
) -> Result<Promise<'js>> {
    let session = session_of(ctx, desk, connection.get("id")?)?;
    let recorded = prelude::recorded(ctx, &native, builder, client)?;
    let statements = recorded
        .statements
        .iter()
        .map(|compiled| statement(ctx, desk, compiled, &recorded.kept))
        .collect::<Result<Vec<_>>>()?;
    let (desk, context) = (desk.clone(), ctx.clone());
    Promise::wrap_future(ctx, async move {
        let _awaited = desk.outstanding.start();
        let rungs: Object = native.get("rungs")?;
        let outcome = session.execute_all(&statements).await;
        let results = outcome.map_err(|error| failed(&context, &recorded.statements, &error))?;
        recorded
            .statements
            .iter()
            .zip(&results)
            .map(|(compiled, results)| answer(&context, &rungs, compiled, results, &recorded.kept))
            .collect::<Result<Vec<_>>>()
    })
}

fn statement<'js>(
    ctx: &Ctx<'js>,
    desk: &Desk,
    compiled: &Compiled,
    kept: &[Value<'js>],
) -> Result<Statement> {
    Ok(Statement {
        sql: position_bindings(&compiled.sql),
        params: values::params(ctx, &compiled.bindings, kept)?,
        origin: compiled.site.as_deref().and_then(|site| (desk.locate)(site)),
    })
}

/// The error of a statement among several, told as Knex tells it.
fn failed(ctx: &Ctx, statements: &[Compiled], error: &Error) -> rquickjs::Error {
    let asked = error
        .index()
        .and_then(|index| statements.get(index))
        .map(|compiled| asked(&position_bindings(&compiled.sql), &compiled.bindings));
    throw(ctx, asked.as_deref(), error)
}

/// The statement as Knex's message has it. Knex 3.3.0 fills the bindings into the SQL after it has numbered them, so
/// that only a `?` that is an operator would be filled.
fn asked(sql: &str, bindings: &[Arg]) -> String {
    literal::fill(sql, bindings)
}

fn throw(ctx: &Ctx, asked: Option<&str>, error: &Error) -> rquickjs::Error {
    match server_failure(ctx, asked, error) {
        Ok(value) => ctx.throw(value),
        Err(error) => error,
    }
}

fn answer<'js>(
    ctx: &Ctx<'js>,
    rungs: &Object<'js>,
    compiled: &Compiled,
    results: &[QueryResult],
    kept: &[Value<'js>],
) -> Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    object.set("response", response(ctx, rungs, results)?)?;
    object.set("method", compiled.method)?;
    prelude::response_handling(ctx, &object, compiled, kept)?;
    Ok(object)
}

/// One statement that is already SQL.
struct Ready {
    /// With PostgreSQL's placeholders.
    sql: String,
    /// Whether Knex's users would see it in the message of an error.
    is_from_knex: bool,
    /// The stack of the call.
    site: Option<String>,
}

fn query<'js>(
    ctx: &Ctx<'js>,
    desk: &Desk,
    native: Object<'js>,
    id: u32,
    ready: Ready,
    bindings: Value<'js>,
) -> Result<Promise<'js>> {
    let session = session_of(ctx, desk, id)?;
    let is_from_knex = ready.is_from_knex;
    let rungs: Object = native.get("rungs")?;
    let (bindings, kept) = prelude::bindings(ctx, rungs.clone(), &bindings)?;
    let statement = Statement {
        params: values::params(ctx, &bindings, &kept)?,
        origin: ready.site.as_deref().and_then(|site| (desk.locate)(site)),
        sql: ready.sql,
    };
    let (desk, context) = (desk.clone(), ctx.clone());
    Promise::wrap_future(ctx, async move {
        let _awaited = desk.outstanding.start();
        match session.execute(&statement).await {
            Ok(results) => response(&context, &rungs, &results),
            Err(error) => {
                let told = is_from_knex.then(|| asked(&statement.sql, &bindings));
                Err(throw(&context, told.as_deref(), &error))
            }
        }
    })
}

fn cancel<'js>(ctx: &Ctx<'js>, desk: &Desk, id: u32) -> Result<Promise<'js>> {
    let session = session_of(ctx, desk, id)?;
    let (desk, context) = (desk.clone(), ctx.clone());
    Promise::wrap_future(ctx, async move {
        let _awaited = desk.outstanding.start();
        session.cancel_token().cancel().await.map_err(|error| throw(&context, None, &error))
    })
}
