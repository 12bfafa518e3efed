use rquickjs::{
    Ctx, Exception, Function, Object, Promise, Result, Value,
    function::{Opt, This},
};
use rungs_builder::render::native::position_bindings;
use rungs_postgres::{Error, Pool, Session};

use super::{
    Desk,
    line::{Line, Ready},
};
use crate::config::{connect_config, pool_options};

/// Adds the functions that talk to PostgreSQL to the prelude's `native`, whose methods they are.
pub(crate) fn install<'js>(ctx: &Ctx<'js>, native: &Object<'js>, desk: &Desk) -> Result<()> {
    let ours = desk.clone();
    let acquire = move |ctx: Ctx<'js>, native: This<Object<'js>>, pool: u32| {
        acquire(Line::new(ctx, &native, &ours)?, pool)
    };
    native.set("acquire", Function::new(ctx.clone(), acquire)?)?;

    let ours = desk.clone();
    let open_pool = move |ctx: Ctx<'js>, native: This<Object<'js>>, settings: String| {
        open_pool(&Line::new(ctx, &native, &ours)?, &settings)
    };
    native.set("openPool", Function::new(ctx.clone(), open_pool)?)?;

    let ours = desk.clone();
    let close_pool = move |pool: u32| ours.connections.close_pool(pool);
    native.set("closePool", Function::new(ctx.clone(), close_pool)?)?;

    let ours = desk.clone();
    let release = move |id: u32, disposed: Opt<bool>| {
        if disposed.0 == Some(true) {
            ours.connections.dispose(id);
        }
        ours.connections.give_back(id);
    };
    native.set("release", Function::new(ctx.clone(), release)?)?;

    let ours = desk.clone();
    let execute =
        move |ctx: Ctx<'js>, native: This<Object<'js>>, connection: Object<'js>, builder, client| {
            Line::new(ctx, &native, &ours)?.execute(native.0, connection.get("id")?, &builder, client)
        };
    native.set("execute", Function::new(ctx.clone(), execute)?)?;

    let ours = desk.clone();
    let query =
        move |ctx: Ctx<'js>, native: This<Object<'js>>, id, sql: String, bindings, site: Opt<Value<'js>>| {
            let site = site.0.and_then(|site| site.get::<String>().ok());
            let ready = Ready { sql: position_bindings(&sql), is_from_knex: true, site };
            Line::new(ctx, &native, &ours)?.query(id, ready, &bindings)
        };
    native.set("query", Function::new(ctx.clone(), query)?)?;

    let ours = desk.clone();
    let query_native =
        move |ctx: Ctx<'js>, native: This<Object<'js>>, id, sql: String, bindings: Value<'js>| {
            let ready = Ready { sql, is_from_knex: false, site: None };
            Line::new(ctx, &native, &ours)?.query(id, ready, &bindings)
        };
    native.set("queryNative", Function::new(ctx.clone(), query_native)?)?;

    install_cursors(ctx, native, desk)?;

    let ours = desk.clone();
    let cancel =
        move |ctx: Ctx<'js>, native: This<Object<'js>>, id| Line::new(ctx, &native, &ours)?.cancel(id);
    native.set("cancel", Function::new(ctx.clone(), cancel)?)
}

/// `openCursor`, `fetchRows` and `closeCursor`.
fn install_cursors<'js>(ctx: &Ctx<'js>, native: &Object<'js>, desk: &Desk) -> Result<()> {
    let ours = desk.clone();
    let open = move |ctx: Ctx<'js>,
                     native: This<Object<'js>>,
                     connection,
                     sql: String,
                     bindings: Value<'js>,
                     batch: f64,
                     site: Opt<Value<'js>>| {
        let site = site.0.and_then(|site| site.get::<String>().ok());
        let ready = Ready { sql: position_bindings(&sql), is_from_knex: true, site };
        // A float as large as any saturates.
        Line::new(ctx, &native, &ours)?.open_cursor(connection, ready, &bindings, batch as u16)
    };
    native.set("openCursor", Function::new(ctx.clone(), open)?)?;

    let ours = desk.clone();
    let fetch = move |ctx: Ctx<'js>, native: This<Object<'js>>, cursor| {
        Line::new(ctx, &native, &ours)?.fetch_rows(cursor)
    };
    native.set("fetchRows", Function::new(ctx.clone(), fetch)?)?;

    let ours = desk.clone();
    let close = move |cursor: u32| ours.connections.cursors.close(cursor);
    native.set("closeCursor", Function::new(ctx.clone(), close)?)
}

fn acquire<'js>(line: Line<'js>, pool: u32) -> Result<Promise<'js>> {
    Promise::wrap_future(&line.ctx.clone(), async move {
        let _awaited = line.desk.outstanding.start();
        match line.desk.connections.acquire(pool).await {
            Ok(Some((id, session, is_new))) => {
                let connection = describe(&line.ctx, id, &session)?;
                connection.set("isNew", is_new)?;
                Ok(connection)
            }
            Ok(None) => Err(Exception::throw_message(
                &line.ctx,
                "no database connection is available here: this code runs outside a migration or seed",
            )),
            Err(error @ Error::PoolTimeout { .. }) => {
                let make: Function = line.rungs.get("poolTimeout")?;
                let thrown: Value = make.call((error.to_string(),))?;
                Err(line.ctx.throw(thrown))
            }
            Err(error) => Err(line.throw(None, &error)),
        }
    })
}

/// Opens a pool for a knex that JavaScript makes itself; its number comes back.
fn open_pool(line: &Line<'_>, settings: &str) -> Result<u32> {
    let settings = serde_json::from_str(settings).unwrap_or_default();
    let config = connect_config(&settings).map_err(|error| line.throw(None, &error))?;
    Ok(line.desk.connections.add_pool(Pool::new(config, pool_options(&settings))))
}

/// A connection as the prelude knows it.
pub(crate) fn describe<'js>(ctx: &Ctx<'js>, id: u32, session: &Session) -> Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    object.set("id", id)?;
    object.set("transaction", session.transactions_opened())?;
    object.set("processID", session.backend_pid())?;
    let version = session.parameter("server_version").unwrap_or_default();
    object.set("version", version.split(' ').next().unwrap_or_default())?;
    Ok(object)
}
