use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    path::{Path, PathBuf},
    rc::Rc,
};

use rungs_js::{Lack, LackKind, Output};
use rungs_postgres::Origin;
use rungs_run::FrontEndError;
use tokio::sync::OnceCell;

use super::{
    Overrides, ProjectOptions,
    host::{Host, Module},
};
use crate::{
    config::Knexfile,
    node::{self, Runtime},
    session::Connections,
};

/// Where the project's JavaScript runs: in the engine; in the team's Node, if that is wished; what needs Node, in Node
/// beside the engine. They share the sessions.
pub(super) struct Hosts {
    pub options: ProjectOptions,
    connections: Rc<Connections>,
    engine: OnceCell<Rc<Host>>,
    node: OnceCell<Rc<Host>>,
    /// Whether the knexfile itself needs Node.
    is_all_in_node: Cell<bool>,
    /// The knexfile that was read, for the other host to read it too.
    knexfile: RefCell<Option<(PathBuf, String, Overrides)>>,
    /// The reasons for Node that were told.
    told: RefCell<BTreeSet<String>>,
}

impl Hosts {
    pub fn new(options: ProjectOptions) -> Self {
        Self {
            is_all_in_node: Cell::new(options.runtime == Runtime::Node),
            options,
            connections: Rc::default(),
            engine: OnceCell::new(),
            node: OnceCell::new(),
            knexfile: RefCell::default(),
            told: RefCell::default(),
        }
    }

    /// Where everything runs that needs nothing special, started if it was not.
    pub async fn main(&self) -> Result<&Rc<Host>, FrontEndError> {
        if self.is_all_in_node.get() {
            return self.node().await;
        }
        let start =
            || async { Host::start(&self.options, self.connections.clone(), false).await.map(Rc::new) };
        self.engine.get_or_try_init(start).await
    }

    /// The same, unless nothing was started yet.
    pub fn started(&self) -> Option<&Rc<Host>> {
        if self.is_all_in_node.get() { self.node.get() } else { self.engine.get() }
    }

    async fn node(&self) -> Result<&Rc<Host>, FrontEndError> {
        let start = || async {
            let host = Host::start(&self.options, self.connections.clone(), true).await?;
            let knexfile = self.knexfile.borrow().clone();
            if let Some((file, environment, overrides)) = knexfile {
                host.read_knexfile(&file, &environment, &overrides).await?;
            }
            Ok(Rc::new(host))
        };
        self.node.get_or_try_init(start).await
    }

    pub async fn read_knexfile(
        &self,
        file: &Path,
        environment: &str,
        overrides: &Overrides,
    ) -> Result<Knexfile, FrontEndError> {
        let host = self.main().await?.clone();
        host.engine.take_lack();
        let read = host.read_knexfile(file, environment, overrides).await;
        let read = match self.lack(&host, &read) {
            Some(lack) => {
                self.tell(file, &lack, read.as_ref().err())?;
                self.is_all_in_node.set(true);
                self.main().await?.read_knexfile(file, environment, overrides).await
            }
            None => read.map_err(|error| advised(&host, error)),
        };
        // Only now: a host that reads it by itself does so once.
        self.knexfile.replace(Some((file.to_owned(), environment.to_owned(), overrides.clone())));
        read
    }

    /// Loads a file of the user's where it can run.
    pub async fn load(&self, file: &Path) -> Result<Placed, FrontEndError> {
        let host = self.main().await?.clone();
        host.engine.take_lack();
        let loaded = host.import(file).await;
        let (host, module) = match self.lack(&host, &loaded) {
            Some(lack) => self.load_in_node(file, &lack, loaded.as_ref().err()).await?,
            None => {
                let module = loaded.map_err(|error| advised(&host, error))?;
                (host, module)
            }
        };
        Ok(Placed { file: Some(file.to_owned()), first: (host, module), moved: OnceCell::new() })
    }

    /// Runs what was loaded with `run`; anew in Node, where it fails for what only Node has and has not touched the
    /// database yet.
    pub async fn run<T>(
        &self,
        placed: &Placed,
        run: impl AsyncFn(&Host, Module) -> Result<T, FrontEndError>,
    ) -> Result<T, FrontEndError> {
        let (host, module) = placed.current();
        host.engine.take_lack();
        let uses = self.connections.uses();
        let done = run(host, module.clone()).await;
        let (Err(error), Some(file)) = (&done, &placed.file) else { return done };
        let Some(lack) = self.lack(host, &done).filter(|_| self.connections.uses() == uses) else {
            return done;
        };
        let (host, module) = self.load_in_node(file, &lack, Some(error)).await?;
        let done = run(&host, module.clone()).await;
        // Set once: what is in Node lacks nothing.
        let _ = placed.moved.set((host, module));
        done
    }

    async fn load_in_node(
        &self,
        file: &Path,
        lack: &Lack,
        failure: Option<&FrontEndError>,
    ) -> Result<(Rc<Host>, Module), FrontEndError> {
        self.tell(file, lack, failure)?;
        let host = self.node().await?.clone();
        let module = host.import(file).await?;
        Ok((host, module))
    }

    /// What Node has and the engine lacks, where that is why something failed, or is of no use.
    fn lack<T>(&self, host: &Host, done: &Result<T, FrontEndError>) -> Option<Lack> {
        if self.options.runtime != Runtime::Auto || host.is_node() {
            return None;
        }
        match done {
            Ok(_) => host.engine.lack().filter(Lack::is_certain),
            Err(error) if is_refusal(error) => None,
            Err(error) => host.engine.lack().or_else(|| global(error)),
        }
    }

    /// Says that a file runs in Node, and why.
    ///
    /// # Errors
    /// When there is no Node: what is missing, where `failure` has its place from.
    fn tell(&self, file: &Path, lack: &Lack, failure: Option<&FrontEndError>) -> Result<(), FrontEndError> {
        let base = format!("{}/", self.options.base.display());
        let why = lack.to_string().replace(&base, "");
        let name = file.strip_prefix(&self.options.base).unwrap_or(file).display();
        let named = self.options.node.as_deref();
        let Some(node) = node::find(named) else {
            let error = node::no_node(&format!("{name} cannot run: {why}"), named);
            let asked = lack.place.as_ref().map(|place| Origin {
                file: place.file.clone().into(),
                line: place.line,
                column: place.column,
            });
            let origin = asked.or_else(|| failure?.origin().cloned());
            let error = error.with_frames(failure.map(FrontEndError::frames).unwrap_or_default().to_vec());
            return Err(match origin {
                Some(origin) => error.at(origin),
                None => error,
            });
        };
        if self.told.borrow_mut().insert(why.clone()) {
            let line = format!("{name} runs in Node ({}), outside of the sandbox: {why}\n", node.display());
            Output::default().0(true, &line);
        }
        Ok(())
    }

    /// Tells all JavaScript that has run that the program ends with `code`.
    pub async fn end(&self, code: u8) -> Result<(), FrontEndError> {
        for host in [&self.engine, &self.node].into_iter().filter_map(OnceCell::get) {
            host.end(code).await?;
        }
        Ok(())
    }
}

/// A module of the user's, where it runs.
pub(super) struct Placed {
    /// Unless it is no file.
    file: Option<PathBuf>,
    first: (Rc<Host>, Module),
    /// Where it goes on, since it turned out to need Node.
    moved: OnceCell<(Rc<Host>, Module)>,
}

impl Placed {
    /// One that has no file.
    pub fn new(host: Rc<Host>, module: Module) -> Self {
        Self { file: None, first: (host, module), moved: OnceCell::new() }
    }

    pub fn current(&self) -> &(Rc<Host>, Module) {
        self.moved.get().unwrap_or(&self.first)
    }
}

/// Says what to do where the engine lacked something.
fn advised(host: &Host, error: FrontEndError) -> FrontEndError {
    if host.engine.lack().is_some() && !is_refusal(&error) { error.with_hint(node::ADVICE) } else { error }
}

/// Whether the sandbox has refused something, and says how it is allowed: this must never lead out of it.
fn is_refusal(error: &FrontEndError) -> bool {
    [Some(error.to_string().as_str()), error.hint()].iter().flatten().any(|text| text.contains("--allow-"))
}

/// A global that only Node has.
fn global(error: &FrontEndError) -> Option<Lack> {
    let name = error.to_string().strip_suffix(" is not defined")?.to_owned();
    (name == "WebAssembly").then_some(Lack { kind: LackKind::Global(name), module: None, place: None })
}
