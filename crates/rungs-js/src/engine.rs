use std::{
    collections::BTreeMap,
    io::Write as _,
    path::{Path, PathBuf},
    rc::Rc,
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};

use rquickjs::{AsyncContext, AsyncRuntime, Ctx, Function, Object, Persistent, Value, async_with};

use crate::{
    error::Error,
    host::{Host, Outstanding},
    lack::Lack,
    sandbox::Permissions,
    stack::{self, Frame},
};
use crate::{native, thrown};

/// How an engine is set up.
#[derive(Debug, Clone)]
pub struct EngineOptions {
    /// The working folder: `process.cwd()`, and what relative paths of files start from.
    pub root: PathBuf,
    /// `process.argv` after the program's name.
    pub arguments: Vec<String>,
    /// `process.argv[1]` and `require.main.filename`.
    pub script: PathBuf,
    /// What JavaScript may do to the machine; by default its files are free, for the embedder to narrow it.
    pub permissions: Permissions,
    /// Bytes of memory that JavaScript may use; zero sets no limit.
    pub memory_limit: usize,
    /// How long JavaScript may run without giving control back.
    pub longest_pause: Duration,
    /// Set from outside (Ctrl-C) to stop what runs.
    pub interrupt: Arc<AtomicBool>,
    /// Where `console` and `process.stdout` write.
    pub output: Output,
    /// `process.env`.
    pub environment: BTreeMap<String, String>,
}

impl Default for EngineOptions {
    fn default() -> Self {
        Self {
            root: std::env::current_dir().unwrap_or_default(),
            arguments: Vec::new(),
            script: std::env::current_exe().unwrap_or_default(),
            permissions: Permissions::all_files(),
            // As much as Node 20 gives its heap on a machine of 4 GiB; one that swaps does not answer Ctrl-C either.
            memory_limit: 2 * 1024 * 1024 * 1024,
            longest_pause: Duration::from_secs(60),
            interrupt: Arc::default(),
            output: Output::default(),
            environment: std::env::vars_os()
                .filter_map(|(key, value)| Some((key.into_string().ok()?, value.into_string().ok()?)))
                .collect(),
        }
    }
}

/// Where JavaScript's output goes.
#[derive(Clone)]
pub struct Output(pub Rc<Write>);

/// Takes whether the text is for stderr, and the text.
pub type Write = dyn Fn(bool, &str);

impl Output {
    /// All to the process's stderr, so that its stdout is free for something else.
    pub fn to_stderr() -> Self {
        let Self(write) = Self::default();
        Self(Rc::new(move |_, text| write(true, text)))
    }
}

impl Default for Output {
    /// The process's own stdout and stderr; a closed pipe is not JavaScript's business.
    fn default() -> Self {
        Self(Rc::new(|to_stderr, text| {
            let _ = if to_stderr {
                std::io::stderr().write_all(text.as_bytes())
            } else {
                let mut stdout = std::io::stdout();
                stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush())
            };
        }))
    }
}

impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Output")
    }
}

/// Depth of native recursion that JavaScript may use, in bytes; a main thread has 8 MiB, others at least 2.
const STACK: usize = 1024 * 1024;

/// Bytes allocated before the garbage collector looks for cycles: the default of 256 KiB makes it look many times
/// while a package loads.
const GARBAGE: usize = 8 * 1024 * 1024;

/// Bytes in use before the engine looks for cycles for the first time; later it does whenever half as much again has
/// been allocated. Its own default is 256 KiB, less than a prelude: it would look a dozen times before the first
/// migration runs.
const FIRST_COLLECTION: usize = 16 * 1024 * 1024;

/// A JavaScript engine with Node's modules and globals, on one thread.
pub struct Engine {
    // Declared first, so dropped before the context that it lives in.
    loader: Persistent<Object<'static>>,
    pub(crate) context: AsyncContext,
    pub(crate) runtime: AsyncRuntime,
    pub(crate) host: Rc<Host>,
}

impl Engine {
    /// Starts an engine; builtins are set up when they are first used.
    ///
    /// # Errors
    /// The engine cannot get the memory it needs.
    pub async fn new(options: EngineOptions) -> Result<Self, Error> {
        let runtime = AsyncRuntime::new()?;
        let host = Rc::new(Host::new(options));
        runtime.set_max_stack_size(STACK).await;
        runtime.set_gc_threshold(FIRST_COLLECTION).await;
        runtime.set_gc_threshold(GARBAGE).await;
        if host.options.memory_limit > 0 {
            runtime.set_memory_limit(host.options.memory_limit).await;
        }
        let clock = host.clock.clone();
        runtime.set_interrupt_handler(Some(Box::new(move || clock.must_stop()))).await;
        let tracker = host.clone();
        runtime
            .set_host_promise_rejection_tracker(Some(Box::new(move |ctx, promise, reason, handled| {
                tracker.track_rejection(&ctx, &promise, &reason, handled);
            })))
            .await;
        let context = AsyncContext::full(&runtime).await?;
        let for_setup = host.clone();
        let loader = async_with!(context => |ctx| {
            native::install(&ctx, &for_setup).map(|loader| Persistent::save(&ctx, loader)).map_err(|error| {
                Error::Thrown(Box::new(thrown::from_error(&ctx, &error, &for_setup.files)))
            })
        })
        .await?;
        Ok(Self { loader, context, runtime, host })
    }

    /// The engine's context, to add functions to.
    pub fn context(&self) -> &AsyncContext {
        &self.context
    }

    /// The engine's runtime.
    pub fn runtime(&self) -> &AsyncRuntime {
        &self.runtime
    }

    /// Answers a bare specifier with a module of the embedder's, whether or not it is installed: `source` is
    /// CommonJS (`module.exports = …`), evaluated at first use. A specifier that ends in `/` answers all that
    /// starts with it.
    pub fn provide(&self, specifier: impl Into<String>, source: impl Into<Rc<str>>) {
        self.host.provided.borrow_mut().insert(specifier.into(), source.into());
    }

    /// Counts a native operation as under way while the guard lives; see [`Error::NeverSettles`].
    pub fn outstanding(&self) -> Outstanding {
        self.host.outstanding()
    }

    /// A handle that makes such guards where the engine itself cannot be reached.
    pub fn outstanding_counter(&self) -> OutstandingCounter {
        OutstandingCounter(self.host.clone())
    }

    /// Loads a file as `await import(file)` does under tsx: the result has the named exports, and `default`
    /// (`module.exports` for CommonJS). What the embedder names may be read, with what lies beside it.
    ///
    /// # Errors
    /// The file or one that it imports is missing, has a syntax error, or throws.
    pub async fn import(&self, path: &Path) -> Result<Persistent<Object<'static>>, Error> {
        let absolute = self.host.options.root.join(path);
        let real = std::fs::canonicalize(&absolute).unwrap_or(absolute);
        self.host.sandbox.admit_folder_of(&real);
        let file = real.to_string_lossy().into_owned();
        let loader = self.loader.clone();
        self.run(
            &file.clone(),
            move |ctx| loader.restore(&ctx)?.get::<_, Function>("importEntry")?.call((file,)),
            |ctx, namespace| Ok(Persistent::save(&ctx, namespace.get::<Object>()?)),
        )
        .await
    }

    /// What was missing here that Node has, since it was last taken: the first of it.
    pub fn lack(&self) -> Option<Lack> {
        self.host.lacking.first()
    }

    /// The same; from now on nothing was missing.
    pub fn take_lack(&self) -> Option<Lack> {
        self.host.lacking.take()
    }

    /// Loads what the variable `NODE_OPTIONS` wants loaded first, as far as it sets up the environment (`dotenv/config`).
    ///
    /// # Errors
    /// As [`Self::import`].
    pub async fn preload(&self) -> Result<(), Error> {
        let folder = self.host.options.root.to_string_lossy();
        for specifier in &self.host.preload {
            let (loader, folder, specifier) = (self.loader.clone(), folder.to_string(), specifier.clone());
            self.run(
                &specifier.clone(),
                move |ctx| {
                    loader.restore(&ctx)?.get::<_, Function>("preload")?.call::<_, Value>((folder, specifier))
                },
                |_, _| Ok(()),
            )
            .await?;
        }
        Ok(())
    }

    /// Tells JavaScript that the program ends with `code`: `process.on("exit", …)`. Loggers write their last lines there.
    ///
    /// # Errors
    /// What a handler throws.
    pub async fn end(&self, code: u8) -> Result<(), Error> {
        let loader = self.loader.clone();
        self.run(
            "process.on(\"exit\")",
            move |ctx| loader.restore(&ctx)?.get::<_, Function>("exit")?.call((code,)),
            |_, _| Ok(()),
        )
        .await
    }

    /// The module system's own functions, by name, for embedders.
    pub fn loader_function<'js>(&self, ctx: &Ctx<'js>, name: &str) -> rquickjs::Result<Value<'js>> {
        self.loader.clone().restore(ctx)?.get(name)
    }

    /// Where in the user's own files a stack from [`call_site`] was taken.
    pub fn resolve_site(&self, stack: &str) -> Option<Frame> {
        stack::site(stack, &self.host.files)
    }

    /// Reads a thrown value, its stack mapped to the sources.
    pub fn read_error<'js>(&self, ctx: &Ctx<'js>, value: &Value<'js>) -> crate::JsError {
        thrown::from_value(ctx, value, &self.host.files)
    }
}

/// Makes [`Outstanding`] guards.
#[derive(Clone)]
pub struct OutstandingCounter(Rc<Host>);

impl OutstandingCounter {
    /// Counts a native operation as under way while the guard lives.
    pub fn start(&self) -> Outstanding {
        self.0.outstanding()
    }

    /// How many are under way: also timers that wait, and files.
    pub fn count(&self) -> usize {
        self.0.outstanding.get()
    }
}

/// The JavaScript stack at this moment, unmapped: some five microseconds. [`Engine::resolve_site`] reads it.
///
/// # Errors
/// None but those of an engine out of memory.
pub fn call_site(ctx: &Ctx<'_>) -> rquickjs::Result<String> {
    ctx.globals().get::<_, Function>(native::CALL_SITE)?.call(())
}
