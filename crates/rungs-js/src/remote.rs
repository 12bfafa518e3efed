//! What another engine needs that runs the project's files in place of this one: Node, for migrations that need it. Files
//! are found, compiled and mapped here in any case, so that they mean the same there.

use std::{path::Path, rc::Rc};

use rquickjs::{Ctx, Object, Value};

use crate::{
    builtins,
    clock::Stop,
    engine::Engine,
    host::Host,
    modules::{LOADER, Source},
    native::{self, add},
    stack::{self, Frame},
};

/// The module system's source: a function of the object `native` that it stands on.
pub const MODULE_SYSTEM: &str = LOADER;

impl Engine {
    /// The functions that a module system stands on, where the code they give runs in another engine: `resolve`,
    /// `resolveImport`, `load`, `builtinSource`, and `sourceStack` for stacks as V8 writes them. The sandbox has no say.
    ///
    /// # Errors
    /// What the engine throws, such as running out of memory.
    pub fn remote_loading<'js>(&self, ctx: &Ctx<'js>) -> rquickjs::Result<Object<'js>> {
        let object = Object::new(ctx.clone())?;
        native::modules::install_finding(&object, &self.host)?;
        let host = self.host.clone();
        add(&object, "load", move |ctx: Ctx<'js>, file: String| load(&ctx, &host, &file))?;
        add(&object, "builtinSource", |name: String| builtins::source(&name))?;
        let host = self.host.clone();
        add(&object, "sourceStack", move |stack: String| {
            let frames = stack::exact_frames(&stack, &host.files);
            frames.iter().map(|frame| format!("    at {frame}\n")).collect::<String>()
        })?;
        Ok(object)
    }

    /// Where in the user's own files a stack was taken that V8 has written.
    pub fn resolve_exact_site(&self, stack: &str) -> Option<Frame> {
        stack::exact_frames(stack, &self.host.files).into_iter().find(Frame::is_own)
    }

    /// A handle to end what [`Engine::run`] waits for.
    pub fn verdict(&self) -> Verdict {
        Verdict(self.host.clone())
    }
}

/// Ends what [`Engine::run`] waits for, in the name of the engine that runs the code.
#[derive(Clone)]
pub struct Verdict(Rc<Host>);

impl Verdict {
    /// It ran for too long without a pause.
    pub fn endless(&self) {
        self.0.clock.stop(Stop::TooLong);
    }

    /// It was stopped, because the embedder's interrupt flag was set.
    pub fn interrupted(&self) {
        self.0.clock.stop(Stop::Interrupted);
    }

    /// It called `process.exit`.
    pub fn exit(&self, code: i32) {
        self.0.exit.set(Some(code));
        self.0.clock.stop(Stop::Exit);
    }

    /// It threw where nobody caught it.
    pub fn uncaught<'js>(&self, ctx: &Ctx<'js>, reason: &Value<'js>) {
        let error = crate::thrown::from_value(ctx, reason, &self.0.files);
        self.0.rejections.borrow_mut().push((0, error));
    }
}

/// A record of the file: `{ code, imports, isAsync, nodeMode, kind }`; `{ foreign: true }` for what Node loads by itself: packages
/// in CommonJS, compiled addons, JSON.
fn load<'js>(ctx: &Ctx<'js>, host: &Host, file: &str) -> rquickjs::Result<Object<'js>> {
    let record = Object::new(ctx.clone())?;
    let path = Path::new(file);
    if host.files.is_foreign(path) {
        record.set("foreign", true)?;
        return Ok(record);
    }
    match host.files.load(path) {
        Ok(Source::Json(_)) => record.set("foreign", true)?,
        Ok(Source::Code(code)) => {
            let imports: Vec<&str> = code.imports.iter().map(|import| import.specifier.as_str()).collect();
            record.set("imports", imports)?;
            record.set("isAsync", code.is_async)?;
            record.set("nodeMode", code.node_mode)?;
            record.set("kind", if code.node_mode { "import" } else { "require" })?;
            record.set("code", code.code)?;
        }
        Err(error) => return Err(native::modules::load_error(ctx, file, &error)),
    }
    Ok(record)
}
