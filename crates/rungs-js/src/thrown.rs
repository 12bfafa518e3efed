//! From a JavaScript exception to [`JsError`].

use rquickjs::{Coerced, Ctx, FromJs, Object, Value, object::Filter};
use serde_json::{Map, Value as Json};

use crate::{error::JsError, modules::Registry, stack, wording};

/// How many causes are followed; a cycle ends here.
const DEEPEST_CAUSE: usize = 8;

/// Reads the pending exception, or the error of the binding itself.
pub(crate) fn from_error(ctx: &Ctx<'_>, error: &rquickjs::Error, files: &Registry) -> JsError {
    if error.is_exception() {
        return from_value(ctx, &ctx.catch(), files);
    }
    JsError { name: "Error".into(), message: error.to_string(), ..JsError::default() }
}

/// Reads any thrown value.
pub(crate) fn from_value<'js>(ctx: &Ctx<'js>, value: &Value<'js>, files: &Registry) -> JsError {
    read(ctx, value, files, 0)
}

fn read<'js>(ctx: &Ctx<'js>, value: &Value<'js>, files: &Registry, depth: usize) -> JsError {
    let Some(object) = value.as_object().filter(|object| object.is_error() || has(object, "message")) else {
        return JsError { message: text(ctx, value.clone()), ..JsError::default() };
    };
    let string = |name: &str| object.get::<_, Value>(name).ok().filter(|v| !v.is_undefined() && !v.is_null());
    let mut stack = Vec::new();
    if let Some(site) = string("__site").map(|v| text(ctx, v)) {
        stack.extend(stack::frames(&site, &Registry::default()));
    }
    if let Some(own) = string("stack").map(|v| text(ctx, v)) {
        stack.extend(without_constructors(stack::frames(&own, files), object));
    }
    let mut error = JsError {
        name: string("name").map(|v| text(ctx, v)).unwrap_or_default(),
        message: string("message").map(|v| text(ctx, v)).unwrap_or_default(),
        stack,
        code: string("code").map(|v| text(ctx, v)),
        hint: string("__hint").map(|v| text(ctx, v)),
        properties: properties(ctx, object),
        ..JsError::default()
    };
    wording::refine(&mut error);
    if depth < DEEPEST_CAUSE {
        error.cause = string("cause").map(|cause| Box::new(read(ctx, &cause, files, depth + 1)));
        if let Some(list) = string("errors").and_then(|v| v.into_array()) {
            error.errors = list.iter::<Value>().flatten().map(|e| read(ctx, &e, files, depth + 1)).collect();
        }
    }
    error
}

/// Leaves out the frames of the error's own constructors, as V8 does: where it was made is of interest.
fn without_constructors(mut frames: Vec<stack::Frame>, error: &Object<'_>) -> Vec<stack::Frame> {
    let constructor = error.get::<_, Object>("constructor").and_then(|c| c.get::<_, String>("name"));
    let own = constructor.unwrap_or_default();
    let made_at =
        frames.iter().take_while(|frame| !frame.function.is_empty()).position(|f| f.function == own);
    frames.drain(..made_at.map_or(0, |at| at + 1));
    frames
}

fn has(object: &Object<'_>, name: &str) -> bool {
    object.contains_key(name).unwrap_or(false)
}

/// `String(value)`, without failing.
fn text<'js>(ctx: &Ctx<'js>, value: Value<'js>) -> String {
    let coerced = Coerced::<String>::from_js(ctx, value);
    match coerced {
        Ok(text) => text.0,
        Err(_) => {
            // The conversion itself threw; forget that.
            let _ = ctx.catch();
            "[object]".to_string()
        }
    }
}

/// The error's own enumerable properties, as far as JSON holds them, and the embedder's, whose names start with `$`.
fn properties<'js>(ctx: &Ctx<'js>, object: &Object<'js>) -> Map<String, Json> {
    let mut map = Map::new();
    let enumerable = object.own_keys::<String>(Filter::new().string().enum_only());
    let embedder = object.own_keys::<String>(Filter::new().string()).flatten().filter(|k| k.starts_with('$'));
    let keys = enumerable.flatten().chain(embedder);
    for key in keys.filter(|k| !matches!(k.as_str(), "stack" | "message" | "name" | "cause" | "errors")) {
        let json = object
            .get::<_, Value>(key.as_str())
            .and_then(|value| ctx.json_stringify(value))
            .ok()
            .flatten()
            .and_then(|json| json.to_string().ok())
            .and_then(|json| serde_json::from_str(&json).ok());
        if let Some(json) = json {
            map.insert(key, json);
        } else {
            let _ = ctx.catch();
        }
    }
    map
}
