use std::{path::Path, rc::Rc};

use rquickjs::{Array, Ctx, Function, Object, Value};

use super::{add, evaluate, throw};
use crate::{
    builtins,
    host::Host,
    lack::{self, LackKind},
    modules::{Kind, LoadError, Source, Target},
    sandbox::{Act, Links},
    stack::INTERNAL,
};

/// What the loader asks of Rust.
pub(super) fn install<'js>(native: &Object<'js>, host: &Rc<Host>) -> rquickjs::Result<()> {
    install_finding(native, host)?;
    let h = host.clone();
    add(native, "compile", move |ctx: Ctx<'js>, file: String| compile(&ctx, &h, &file))?;
    let h = host.clone();
    add(native, "builtin", move |ctx: Ctx<'js>, name: String| builtin(&ctx, &h, &name))?;
    let h = host.clone();
    add(native, "lacks", move |name: String| h.lacking.note(LackKind::Builtin(name)))?;
    add(native, "builtinNames", || builtins::names().map(String::from).collect::<Vec<_>>())?;
    add(native, "fileUrl", |path: String| {
        url::Url::from_file_path(&path).map_or(path, |url| url.to_string())
    })?;
    let h = host.clone();
    add(native, "mapStack", move |stack: String| crate::stack::mapped_text(&stack, &h.files))?;
    Ok(())
}

/// The part of it that says what a specifier means.
pub(crate) fn install_finding<'js>(native: &Object<'js>, host: &Rc<Host>) -> rquickjs::Result<()> {
    native.set("mainFile", host.options.script.to_string_lossy().as_ref())?;
    let h = host.clone();
    add(native, "resolve", move |ctx: Ctx<'js>, specifier: String, importer: String, kind: String| {
        resolve(&ctx, &h, &specifier, &importer, kind_of(&kind), None)
    })?;
    let h = host.clone();
    add(native, "resolveImport", move |ctx: Ctx<'js>, importer: String, number: usize, kind: String| {
        resolve_import(&ctx, &h, &importer, number, kind_of(&kind))
    })
}

fn kind_of(kind: &str) -> Kind {
    if kind == "import" { Kind::Import } else { Kind::Require }
}

/// `node:name`, `rungs:provided/…`, or an absolute path.
fn resolve(
    ctx: &Ctx<'_>,
    host: &Host,
    specifier: &str,
    importer: &str,
    kind: Kind,
    site: Option<String>,
) -> rquickjs::Result<String> {
    let importer = match importer.starts_with(INTERNAL) {
        true => host.options.root.join("rungs"),
        false => Path::new(importer).to_path_buf(),
    };
    match host.resolver.resolve(specifier, &importer, kind, |specifier| host.provided(specifier).is_some()) {
        Ok(Target::Builtin(name)) => {
            if lack::is_missing(&name) && lack::is_own(&importer) {
                host.lacking.note_named(&name, host.files.place_of_import(&importer, specifier));
            }
            Ok(format!("node:{name}"))
        }
        Ok(Target::Provided(name)) => Ok(format!("{INTERNAL}provided/{name}")),
        Ok(Target::File(path)) => {
            if crate::modules::is_bare(specifier) {
                host.sandbox.admit_package(&path);
                if lack::is_own(&importer) {
                    let place = host.files.place_of_import(&importer, specifier);
                    host.lacking.own_file_asks(specifier, place);
                }
            }
            Ok(path.to_string_lossy().into_owned())
        }
        Err(error) => {
            if let Some(name) = specifier.strip_prefix("node:") {
                host.lacking.note(LackKind::Builtin(name.to_owned()));
            }
            // Packages ask the system which of their addons they need; what the sandbox tells leads nowhere.
            if specifier.ends_with(".node") {
                host.lacking.note(LackKind::Addon(specifier.into()));
            }
            let mut properties = Vec::new();
            properties.extend(error.hint.map(|hint| ("__hint", hint)));
            properties.extend(site.map(|site| ("__site", site)));
            // The only one of them that is no plain Error.
            let is_type_error = error.code == "ERR_PACKAGE_IMPORT_NOT_DEFINED";
            properties.extend(is_type_error.then(|| ("name", "TypeError".to_owned())));
            Err(throw(ctx, &error.message, error.code, &properties))
        }
    }
}

/// Resolves the `number`th static import of a file; an error points to the statement.
fn resolve_import(
    ctx: &Ctx<'_>,
    host: &Host,
    importer: &str,
    number: usize,
    kind: Kind,
) -> rquickjs::Result<String> {
    let loaded = host.files.loaded(Path::new(importer));
    let Some(import) = loaded.as_ref().and_then(|file| file.imports.get(number)) else {
        return Err(throw(ctx, "the module was unloaded while it ran", "ERR_INTERNAL_ASSERTION", &[]));
    };
    let site = format!("    at {importer}:{}:{}", import.line, import.column);
    resolve(ctx, host, &import.specifier, importer, kind, Some(site))
}

/// A record of the file: `{ run, imports, isAsync, nodeMode, isWithoutRequire, kind }`, or `{ json, … }`.
fn compile<'js>(ctx: &Ctx<'js>, host: &Host, file: &str) -> rquickjs::Result<Object<'js>> {
    let record = Object::new(ctx.clone())?;
    record.set("imports", Array::new(ctx.clone())?)?;
    record.set("isAsync", false)?;
    record.set("nodeMode", false)?;
    record.set("kind", "require")?;
    if let Some(specifier) = file.strip_prefix(&format!("{INTERNAL}provided/")) {
        let source = host.provided(specifier).unwrap_or_default();
        let code = format!("0, function (exports, require, module, __filename, __dirname) {{{source}\n}}");
        record.set("run", evaluate(ctx, &code, file)?)?;
        return Ok(record);
    }
    let path = Path::new(file);
    if let Err(refusal) = host.sandbox.check(Act::Read, path, Links::Follow) {
        return Err(super::fs::throw_refusal(ctx, refusal, "open", path));
    }
    match host.files.load(path) {
        Ok(Source::Json(text)) => {
            let json = ctx.json_parse(text.as_str());
            record.set("json", json.map_err(|error| in_json(ctx, file, error))?)?;
        }
        Ok(Source::Code(code)) => {
            let imports: Vec<&str> = code.imports.iter().map(|import| import.specifier.as_str()).collect();
            record.set("imports", imports)?;
            record.set("isAsync", code.is_async)?;
            record.set("nodeMode", code.node_mode)?;
            record.set("isWithoutRequire", !may_require(&code.code))?;
            record.set("kind", if code.node_mode { "import" } else { "require" })?;
            record.set("run", evaluate(ctx, &code.code, file)?)?;
        }
        Err(error) => {
            if matches!(error, LoadError::Native) {
                host.lacking.note(LackKind::Addon(path.to_owned()));
            }
            return Err(load_error(ctx, file, &error));
        }
    }
    Ok(record)
}

/// Whether a file may look at its `require`, which takes as long to make as many a file takes to run.
fn may_require(code: &str) -> bool {
    // The first is the parameter.
    code.matches("require").nth(1).is_some() || code.contains("eval") || code.contains("arguments")
}

pub(crate) fn load_error(ctx: &Ctx<'_>, file: &str, error: &LoadError) -> rquickjs::Error {
    match error {
        LoadError::Read(error) => super::fs::throw_io(ctx, error, "open", Path::new(file), None),
        LoadError::Native => throw(
            ctx,
            &format!("'{file}' is a compiled Node addon, which only Node can load"),
            "ERR_DLOPEN_FAILED",
            &[],
        ),
        LoadError::Syntax(error) => {
            let site = format!("    at {file}:{}:{}", error.line.max(1), error.column.max(1));
            let thrown = throw(ctx, &error.message, "ERR_SYNTAX", &[("__site", site)]);
            let value = ctx.catch();
            if let Some(object) = value.as_object() {
                let prototype =
                    ctx.globals().get::<_, Object>("SyntaxError").and_then(|c| c.get("prototype"));
                if let Ok(prototype) = prototype {
                    let _ = object.set_prototype(Some(&prototype));
                }
                let _ = object.remove("code");
                let _ = object.set("stack", "");
            }
            ctx.throw(value);
            thrown
        }
    }
}

/// Says which file a JSON syntax error is in, as Node does.
fn in_json(ctx: &Ctx<'_>, file: &str, error: rquickjs::Error) -> rquickjs::Error {
    let value = ctx.catch();
    if let Some(object) = value.as_object() {
        let message = object.get::<_, String>("message").unwrap_or_default();
        let _ = object.set("message", format!("{file}: {message}"));
    }
    ctx.throw(value);
    error
}

/// The function that fills the builtin `name`.
fn builtin<'js>(ctx: &Ctx<'js>, host: &Rc<Host>, name: &str) -> rquickjs::Result<Value<'js>> {
    let file = format!("{INTERNAL}node/{name}");
    match builtins::source(name) {
        Some(source) => {
            let code =
                format!("0, function (exports, require, module, native) {{\"use strict\";{source}\n}}");
            Ok(evaluate(ctx, &code, &file)?.into_value())
        }
        None => {
            let make: Function = evaluate(ctx, builtins::REFUSE, "rungs:refuse")?;
            let (host, missing) = (host.clone(), name.to_owned());
            let note = move || {
                if lack::is_missing(&missing) {
                    host.lacking.note(LackKind::Builtin(missing.clone()));
                }
            };
            make.call((name, Function::new(ctx.clone(), note)?))
        }
    }
}
