use std::{
    cell::{Cell, OnceCell},
    path::Path,
    rc::Rc,
};

use rquickjs::{Ctx, Function, IntoJs, Object, Persistent, Value, async_with, function::Args};
use rungs_js::{Engine, EngineOptions, Error, Output};
use rungs_postgres::{ConnectConfig, Origin, Pool, PoolOptions, Session};
use rungs_run::FrontEndError;
use serde_json::{Map, Value as Json};

use super::{Overrides, ProjectOptions, listing};
use crate::{
    config::{Knexfile, Read, connect_config, pool_options, search_path},
    failure::{Limits, front_end_error},
    node::{self, Child, InNode, Watch},
    prelude,
    session::{self, Connections, Desk, Locate},
};

/// A module of the user's, kept for the calls to come.
pub(super) type Module = Persistent<Object<'static>>;

/// The modules that stand in for npm's `knex`; deeper paths of it are not there.
const KNEX_MODULE: &str = "module.exports = globalThis[Symbol.for('rungs.knex')]();";

/// The engine with the prelude in it.
pub(super) struct Host {
    /// Where the project's files run, unless in the engine.
    node: Option<Rc<Child>>,
    // Declared before the engine, so dropped before it.
    rungs: Persistent<Object<'static>>,
    pub engine: Rc<Engine>,
    pub connections: Rc<Connections>,
    limits: Limits,
    settings: OnceCell<Json>,
    has_after_create: Cell<bool>,
    has_log: Cell<bool>,
    hooks: OnceCell<Vec<String>>,
}

impl Host {
    /// Starts an engine; `in_node` says that it only answers for a Node in which the project's files run.
    pub async fn start(
        options: &ProjectOptions,
        connections: Rc<Connections>,
        in_node: bool,
    ) -> Result<Self, FrontEndError> {
        let defaults = EngineOptions::default();
        let engine = EngineOptions {
            root: options.base.clone(),
            interrupt: options.interrupt.clone(),
            longest_pause: options.longest_pause.unwrap_or(defaults.longest_pause),
            permissions: options.permissions.clone(),
            memory_limit: options.memory_limit.unwrap_or(defaults.memory_limit),
            output: if options.keeps_stdout_free { Output::to_stderr() } else { defaults.output },
            ..defaults
        };
        let limits = Limits { memory: engine.memory_limit };
        let watch = Watch::new(engine.longest_pause, engine.interrupt.clone());
        let node = if in_node { Some(node::start(options, &engine).await?) } else { None };
        let engine = Rc::new(Engine::new(engine).await.map_err(|error| front_end_error(&error))?);
        engine.provide("knex", KNEX_MODULE);
        match &node {
            Some(child) => watch.start(child, engine.verdict()),
            // Node does it by itself.
            None => engine.preload().await.map_err(|error| front_end_error(&error))?,
        }
        let desk = Desk {
            connections: connections.clone(),
            outstanding: engine.outstanding_counter(),
            locate: locate(&engine, node.is_some()),
        };
        let (context, for_setup, base) = (engine.context(), engine.clone(), options.base.clone());
        let in_node = node.clone().map(|child| InNode { child, watch });
        let rungs = async_with!(context => |ctx| {
            let rungs = install(&ctx, &for_setup, &base, &desk, in_node);
            rungs.map(|rungs| Persistent::save(&ctx, rungs))
        })
        .await
        .map_err(|error| FrontEndError::new(format!("the JavaScript engine could not be set up: {error}")))?;
        Ok(Self {
            node,
            rungs,
            engine,
            connections,
            limits,
            settings: OnceCell::new(),
            has_after_create: Cell::default(),
            has_log: Cell::default(),
            hooks: OnceCell::new(),
        })
    }

    /// Whether the project's files run in Node.
    pub fn is_node(&self) -> bool {
        self.node.is_some()
    }

    pub async fn end(&self, code: u8) -> Result<(), FrontEndError> {
        match &self.node {
            None => self.engine.end(code).await.map_err(|error| self.explain(&error)),
            Some(child) if child.has_ended() => Ok(()),
            Some(_) => {
                self.call("process.on(\"exit\")", "end", |_, args| args.push_arg(code), |_, _| Ok(())).await
            }
        }
    }

    pub async fn read_knexfile(
        &self,
        file: &Path,
        environment: &str,
        overrides: &Overrides,
    ) -> Result<Knexfile, FrontEndError> {
        let module = self.import_knexfile(file).await?;
        let (environment, overrides) = (environment.to_owned(), overrides.clone());
        let text = self
            .call(
                &file.display().to_string(),
                "readKnexfile",
                move |ctx, args| {
                    args.push_arg(module.restore(ctx)?)?;
                    args.push_arg(environment)?;
                    let given = Object::new(ctx.clone())?;
                    given.set("client", overrides.client)?;
                    given.set("connection", overrides.connection)?;
                    args.push_arg(given)
                },
                |_, value| value.get::<String>(),
            )
            .await?;
        let mut read: Read = serde_json::from_str(&text)
            .map_err(|error| FrontEndError::new(format!("{}: {error}", file.display())))?;
        self.has_after_create.set(read.has_after_create);
        self.has_log.set(read.has_log);
        // Set once: a knexfile is read once.
        let _ = self.hooks.set(std::mem::take(&mut read.hooks));
        Ok(read.into())
    }

    /// A promise that the knexfile exports is awaited only afterwards: that it is rejected is no surprise.
    async fn import_knexfile(&self, file: &Path) -> Result<Module, FrontEndError> {
        if let Some(why) = no_file(file) {
            let message = format!("Cannot find module '{}'", file.display());
            return Err(FrontEndError::new(message).with_hint(why));
        }
        self.load(file).await.map_err(|error| match error {
            Error::UnhandledRejection { error, .. } => self.limits.explain(&Error::Thrown(error)),
            error => self.limits.explain(&error),
        })
    }

    pub async fn connection(&self) -> Result<Option<ConnectConfig>, FrontEndError> {
        let settings = self
            .call("knexfile", "projectConnectionSettings", |_, _| Ok(()), |_, value| value.get::<String>())
            .await?;
        let settings: Json = serde_json::from_str(&settings).unwrap_or_default();
        let config = match &settings["connection"] {
            Json::Null => None,
            _ => Some(connect_config(&settings)?),
        };
        // Set once: a knexfile is read once.
        let _ = self.settings.set(settings);
        Ok(config)
    }

    pub async fn search_path(&self) -> Result<Option<String>, FrontEndError> {
        let path = self
            .call("knexfile", "projectSearchPath", |_, _| Ok(()), |_, value| value.get::<String>())
            .await?;
        Ok(search_path(&serde_json::from_str(&path).unwrap_or_default()))
    }

    pub fn use_database(&self, config: ConnectConfig) {
        let options = self.settings.get().map_or_else(PoolOptions::default, pool_options);
        // One of the pool's sessions is the runner's, which is lent to migrations or is the first that they acquire.
        let options = PoolOptions { max: options.max.saturating_sub(1), ..options };
        self.connections.use_pool(Pool::new(config, options));
    }

    /// Looks at a session that the runner has opened, as Knex 3.3.0 does at all new ones.
    pub async fn prepare(&self, session: &Session) -> Result<(), FrontEndError> {
        if let Some(warning) = self.settings.get().and_then(search_path_warning) {
            self.call("log.warn", "warn", move |_, args| args.push_arg(warning), |_, _| Ok(())).await?;
        }
        if self.has_after_create.get() { self.after_create(session).await } else { Ok(()) }
    }

    /// Hands a warning to the knexfile's `log.warn`, and says whether it has one.
    pub async fn warn(&self, text: &str) -> Result<bool, FrontEndError> {
        if self.has_log.get() {
            let text = text.to_owned();
            self.call("log.warn", "warn", move |_, args| args.push_arg(text), |_, _| Ok(())).await?;
        }
        Ok(self.has_log.get())
    }

    /// Whether the knexfile has a hook of that name.
    pub fn has_hook(&self, name: &str) -> bool {
        self.hooks.get().is_some_and(|hooks| hooks.iter().any(|hook| hook == name))
    }

    /// Has the knexfile's `pool.afterCreate` look at a new session.
    async fn after_create(&self, session: &Session) -> Result<(), FrontEndError> {
        let id = self.connections.lend(session.clone());
        let lent = session.clone();
        let done = self
            .call(
                "pool.afterCreate",
                "afterCreate",
                move |ctx, args| args.push_arg(session::describe(ctx, id, &lent)?),
                |_, _| Ok(()),
            )
            .await;
        self.connections.give_back(id);
        done
    }

    /// Loads a file of the user's.
    pub async fn import(&self, file: &Path) -> Result<Module, FrontEndError> {
        self.load(file).await.map_err(|error| self.limits.explain(&error))
    }

    async fn load(&self, file: &Path) -> Result<Module, Error> {
        if self.node.is_none() {
            return self.engine.import(file).await;
        }
        let real = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
        let (real, rungs) = (real.to_string_lossy().into_owned(), self.rungs.clone());
        self.engine
            .run(
                &real.clone(),
                move |ctx| call_in(&ctx, rungs, "importFile", |_, args| args.push_arg(real)),
                |ctx, module| Ok(Persistent::save(&ctx, module.get::<Object>()?)),
            )
            .await
    }

    /// Calls a function of the prelude and waits for what it returns.
    pub async fn call<T: 'static>(
        &self,
        what: &str,
        function: &'static str,
        arguments: impl for<'js> FnOnce(&Ctx<'js>, &mut Args<'js>) -> rquickjs::Result<()>,
        finish: impl for<'js> FnOnce(Ctx<'js>, Value<'js>) -> rquickjs::Result<T>,
    ) -> Result<T, FrontEndError> {
        let rungs = self.rungs.clone();
        self.engine
            .run(what, move |ctx| call_in(&ctx, rungs, function, arguments), finish)
            .await
            .map_err(|error| self.explain(&error))
    }

    fn explain(&self, error: &Error) -> FrontEndError {
        let report = self.limits.explain(error);
        if self.engine.lack().is_some() {
            return report.with_hint(node::ADVICE);
        }
        let waits_behind_stream =
            matches!(error, Error::NeverSettles { .. }) && self.connections.cursors.is_any_open();
        if !waits_behind_stream {
            return report;
        }
        report.with_hint(
            "A `.stream()` was not read to its end. Statements on the same connection wait for that: inside the loop \
             over a stream of a transaction none can run. Collect what is to be done, and do it after the loop.",
        )
    }

    pub async fn render(
        &self,
        template: &str,
        variables: &Map<String, Json>,
    ) -> Result<String, FrontEndError> {
        let (template, variables) = (template.to_owned(), Json::Object(variables.clone()).to_string());
        self.call(
            "stub",
            "renderTemplate",
            move |ctx, args| {
                args.push_arg(template.into_js(ctx)?)?;
                args.push_arg(ctx.json_parse(variables)?)
            },
            |_, value| value.get::<String>(),
        )
        .await
    }
}

/// Knex's warning of several schemas in one text, which names a single schema with commas in its name.
fn search_path_warning(settings: &Json) -> Option<String> {
    let path = settings["searchPath"].as_str().filter(|path| path.contains(','))?;
    let parts: Vec<String> = path.split(',').map(|part| format!("'{part}'")).collect();
    Some(format!(
        "Detected comma in searchPath \"{path}\".If you are trying to specify multiple schemas, use Array syntax: [{}]",
        parts.join(", ")
    ))
}

/// Why there is nothing to load at a path.
fn no_file(path: &Path) -> Option<String> {
    if path.is_dir() {
        return Some("It is a folder.".to_owned());
    }
    let target = std::fs::read_link(path).ok().filter(|_| !path.exists())?;
    Some(format!("It is a link to {}, which is not there.", target.display()))
}

fn call_in<'js>(
    ctx: &Ctx<'js>,
    rungs: Persistent<Object<'static>>,
    function: &str,
    arguments: impl FnOnce(&Ctx<'js>, &mut Args<'js>) -> rquickjs::Result<()>,
) -> rquickjs::Result<Value<'js>> {
    let rungs = rungs.restore(ctx)?;
    if !rungs.contains_key(function)? {
        prelude::complete(ctx, &rungs)?;
    }
    let function: Function = rungs.get(function)?;
    let mut args = Args::new_unsized(ctx.clone());
    arguments(ctx, &mut args)?;
    function.call_arg(args)
}

/// Evaluates the first part of the prelude, and adds the functions that need connections.
fn install<'js>(
    ctx: &Ctx<'js>,
    engine: &Engine,
    base: &Path,
    desk: &Desk,
    node: Option<InNode>,
) -> rquickjs::Result<Object<'js>> {
    let rungs = match &node {
        Some(_) => prelude::install_native(ctx)?,
        None => prelude::install_for_knexfile(ctx)?,
    };
    let native: Object = rungs.get("native")?;
    native.set("builtin", engine.loader_function(ctx, "builtin")?)?;
    native.set("importFile", engine.loader_function(ctx, "importEntry")?)?;
    listing::install(ctx, &native, base.to_owned())?;
    session::install(ctx, &native, desk)?;
    if let Some(node) = node {
        node::install(ctx, &rungs, engine, &desk.connections, node)?;
    }
    Ok(rungs)
}

/// The engine reads stacks for as long as it is there.
fn locate(engine: &Rc<Engine>, is_exact: bool) -> Locate {
    let engine = Rc::downgrade(engine);
    Rc::new(move |stack| {
        let engine = engine.upgrade()?;
        let frame = if is_exact { engine.resolve_exact_site(stack)? } else { engine.resolve_site(stack)? };
        Some(Origin { file: frame.file.into(), line: frame.line, column: frame.column })
    })
}
