use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use crate::{
    clock::Clock,
    engine::EngineOptions,
    error::JsError,
    lack::Lacking,
    modules::{Registry, Resolver},
    node_options::NodeOptions,
    sandbox::Sandbox,
};

/// What the engine and its native functions share.
pub(crate) struct Host {
    pub options: EngineOptions,
    pub sandbox: Sandbox,
    pub resolver: Resolver,
    pub files: Registry,
    /// What `NODE_OPTIONS` has loaded first.
    pub preload: Vec<String>,
    /// Modules that the embedder answers: specifier → JavaScript source.
    pub provided: RefCell<BTreeMap<String, Rc<str>>>,
    /// Native operations under way that may still call back into JavaScript.
    pub outstanding: Rc<Cell<usize>>,
    pub clock: Clock,
    /// Set by `process.exit`.
    pub exit: Cell<Option<i32>>,
    /// What is missing here.
    pub lacking: Lacking,
    /// Promises rejected without a handler: an identity for the promise, and the reason.
    pub rejections: RefCell<Vec<(u64, JsError)>>,
}

impl Host {
    pub(crate) fn new(options: EngineOptions) -> Self {
        let node_options = options.environment.get("NODE_OPTIONS");
        let node_options = node_options.map(|text| NodeOptions::parse(text)).unwrap_or_default();
        Self {
            clock: Clock::new(options.longest_pause, options.interrupt.clone()),
            sandbox: Sandbox::new(options.permissions.clone()),
            options,
            resolver: Resolver::new(&node_options.conditions),
            preload: node_options.preload,
            files: Registry::default(),
            provided: RefCell::default(),
            outstanding: Rc::default(),
            exit: Cell::new(None),
            lacking: Lacking::default(),
            rejections: RefCell::default(),
        }
    }

    /// The module that answers `specifier`: its own, or that of the longest `prefix/`.
    pub(crate) fn provided(&self, specifier: &str) -> Option<Rc<str>> {
        let provided = self.provided.borrow();
        let by_prefix = || {
            provided.iter().rev().find(|(key, _)| key.ends_with('/') && specifier.starts_with(key.as_str()))
        };
        provided.get(specifier).or_else(|| by_prefix().map(|(_, source)| source)).cloned()
    }

    /// Counts an operation as under way for as long as the guard lives.
    pub(crate) fn outstanding(&self) -> Outstanding {
        Outstanding::new(self.outstanding.clone())
    }
}

/// Tells the watchdog that a native operation is under way, so that a pending promise may still settle.
#[derive(Debug)]
pub struct Outstanding {
    counter: Rc<Cell<usize>>,
}

impl Outstanding {
    fn new(counter: Rc<Cell<usize>>) -> Self {
        counter.set(counter.get() + 1);
        Self { counter }
    }
}

impl Drop for Outstanding {
    fn drop(&mut self) {
        self.counter.set(self.counter.get().saturating_sub(1));
    }
}

impl Host {
    /// An exception in a callback that nobody awaits: it ends the run, as it ends Node.
    pub(crate) fn report_uncaught(&self, ctx: &rquickjs::Ctx<'_>, error: &rquickjs::Error) {
        let error = crate::thrown::from_error(ctx, error, &self.files);
        self.rejections.borrow_mut().push((0, error));
    }
}
