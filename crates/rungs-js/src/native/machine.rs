use std::rc::Rc;

use rquickjs::{Class, Ctx, Object, Promise, Value, promise::PromiseState};

use super::add;
use crate::{clock::Stop, host::Host};

/// The process and the machine: environment, folders, output, time.
pub(super) fn install<'js>(native: &Object<'js>, host: &Rc<Host>) -> rquickjs::Result<()> {
    let h = host.clone();
    add(native, "environment", move |ctx: Ctx<'js>| {
        let object = Object::new(ctx)?;
        for (name, value) in &h.options.environment {
            object.set(name.as_str(), value.as_str())?;
        }
        rquickjs::Result::Ok(object)
    })?;
    let h = host.clone();
    add(native, "arguments", move || {
        let program = std::env::current_exe().unwrap_or_default().to_string_lossy().into_owned();
        let script = h.options.script.to_string_lossy().into_owned();
        [program, script].into_iter().chain(h.options.arguments.iter().cloned()).collect::<Vec<_>>()
    })?;
    native.set("root", host.options.root.to_string_lossy().as_ref())?;
    let h = host.clone();
    add(native, "exit", move |code: i32| {
        h.exit.set(Some(code));
        h.clock.stop(Stop::Exit);
    })?;
    let h = host.clone();
    add(native, "write", move |to_stderr: bool, text: rquickjs::String<'js>| {
        (h.options.output.0)(to_stderr, &super::encoding::text_of(&text));
    })?;
    let start = std::time::Instant::now();
    add(native, "nanoseconds", move || start.elapsed().as_nanos() as f64)?;
    add(native, "isTerminal", |fd: u32| {
        use std::io::IsTerminal;
        match fd {
            0 => std::io::stdin().is_terminal(),
            1 => std::io::stdout().is_terminal(),
            2 => std::io::stderr().is_terminal(),
            _ => false,
        }
    })?;
    add(native, "urlClasses", |ctx: Ctx<'js>| {
        let classes = Object::new(ctx)?;
        Class::<llrt_url::url_class::URL>::define(&classes)?;
        Class::<llrt_url::url_search_params::URLSearchParams>::define(&classes)?;
        rquickjs::Result::Ok(classes)
    })?;
    add(native, "promiseState", promise_state)?;
    native.set("platform", platform())?;
    native.set("architecture", architecture())?;
    native.set("pid", std::process::id())?;
    add(native, "hostname", hostname)?;
    add(native, "cpus", || std::thread::available_parallelism().map_or(1, usize::from))?;
    let h = host.clone();
    add(native, "temporaryFolder", move |ctx: Ctx<'js>| {
        let folder = h.sandbox.temporary_folder();
        let folder = folder
            .map_err(|error| super::fs::throw_io(&ctx, &error, "mkdtemp", &std::env::temp_dir(), None))?;
        rquickjs::Result::Ok(folder.to_string_lossy().into_owned())
    })?;
    Ok(())
}

/// Node's name of the operating system.
fn platform() -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    }
}

/// Node's name of the processor.
fn architecture() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        "x86" => "ia32",
        other => other,
    }
}

fn hostname() -> String {
    std::fs::read_to_string("/proc/sys/kernel/hostname")
        .or_else(|_| std::fs::read_to_string("/etc/hostname"))
        .map_or_else(|_| "localhost".into(), |name| name.trim().to_string())
}

/// `{ state, value }`, for printing.
fn promise_state<'js>(ctx: Ctx<'js>, promise: Promise<'js>) -> rquickjs::Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    let (state, value) = match (promise.state(), promise.result::<Value>()) {
        (PromiseState::Resolved, Some(Ok(value))) => ("resolved", value),
        (PromiseState::Rejected, Some(Err(_))) => ("rejected", ctx.catch()),
        _ => ("pending", Value::new_undefined(ctx)),
    };
    object.set("state", state)?;
    object.set("value", value)?;
    Ok(object)
}
