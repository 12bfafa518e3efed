//! Node's builtin modules. To add one: write its file beside this one, add a row to `SOURCES`.

/// The globals, set up lazily.
pub(crate) const GLOBALS: &str = include_str!("globals.js");
/// Makes a module of those in `REFUSED`.
pub(crate) const REFUSE: &str = include_str!("refuse.js");

/// Modules that Rungs has. A source runs as `(exports, require, module, native)`.
const SOURCES: &[(&str, &str)] = &[
    ("assert", include_str!("assert.js")),
    ("assert/strict", "module.exports = require('assert').strict;"),
    ("async_hooks", include_str!("async_hooks.js")),
    ("bcrypt", "module.exports = require('bcrypt/shared')('b');"),
    ("bcrypt/shared", include_str!("bcrypt.js")),
    ("bcryptjs", "module.exports = require('bcrypt/shared')('b');"),
    ("buffer", include_str!("buffer.js")),
    ("console", include_str!("console.js")),
    ("console/table", include_str!("console_table.js")),
    ("constants", "module.exports = require('fs').constants;"),
    ("crypto", include_str!("crypto.js")),
    ("diagnostics_channel", include_str!("diagnostics_channel.js")),
    ("errors", include_str!("errors.js")),
    ("events", include_str!("events.js")),
    ("fs", include_str!("fs.js")),
    ("fs/promises", "module.exports = require('fs').promises;"),
    ("fs/streams", include_str!("fs_streams.js")),
    ("module", include_str!("module.js")),
    ("os", include_str!("os.js")),
    ("path", include_str!("path.js")),
    ("path/posix", "module.exports = require('path').posix;"),
    ("path/win32", "module.exports = require('path').win32;"),
    ("perf_hooks", include_str!("perf_hooks.js")),
    ("process", include_str!("process.js")),
    ("process/input", include_str!("process_input.js")),
    ("process/output", include_str!("process_output.js")),
    ("querystring", include_str!("querystring.js")),
    ("stream", include_str!("stream.js")),
    ("stream/duplex", include_str!("stream_duplex.js")),
    ("stream/pipeline", include_str!("stream_pipeline.js")),
    ("stream/promises", "module.exports = require('stream').promises;"),
    ("stream/readable", include_str!("stream_readable.js")),
    ("stream/writable", include_str!("stream_writable.js")),
    ("string_decoder", include_str!("string_decoder.js")),
    ("sys", "module.exports = require('util');"),
    ("timers", include_str!("timers.js")),
    ("timers/promises", "module.exports = require('timers').promises;"),
    ("tty", include_str!("tty.js")),
    ("url", include_str!("url.js")),
    ("util", include_str!("util.js")),
    ("util/equal", include_str!("equal.js")),
    ("util/inspect", include_str!("inspect.js")),
    ("util/parse_args", include_str!("parse_args.js")),
    ("util/types", "module.exports = require('util').types;"),
    ("web/decorators", include_str!("decorators.js")),
    ("web/encoding", include_str!("encoding.js")),
    ("web/event_target", include_str!("event_target.js")),
    ("web/intl", include_str!("intl.js")),
    ("web/url", include_str!("url_class.js")),
    ("web/network", include_str!("network.js")),
    ("worker_threads", include_str!("worker_threads.js")),
];

/// Packages that are answered here, because the engine would take minutes for what they compute.
const PACKAGES: &[&str] = &["bcrypt", "bcryptjs"];

/// Names that only builtins may ask for.
const PRIVATE: &[&str] = &[
    "bcrypt/shared",
    "console/table",
    "errors",
    "fs/streams",
    "process/input",
    "process/output",
    "stream/duplex",
    "stream/pipeline",
    "stream/readable",
    "stream/writable",
    "util/equal",
    "util/inspect",
    "util/parse_args",
    "web/decorators",
    "web/encoding",
    "web/event_target",
    "web/intl",
    "web/network",
    "web/url",
];

/// Modules that import without failing and refuse at first use.
const REFUSED: &[&str] = &[
    "child_process",
    "cluster",
    "dgram",
    "dns",
    "dns/promises",
    "domain",
    "http",
    "http2",
    "https",
    "inspector",
    "net",
    "readline",
    "readline/promises",
    "repl",
    "tls",
    "trace_events",
    "v8",
    "vm",
    "wasi",
    "zlib",
];

/// The builtin that `specifier` names, with or without `node:`.
pub(crate) fn name_of(specifier: &str) -> Option<&'static str> {
    match specifier.strip_prefix("node:") {
        Some(name) => names().find(|known| *known == name),
        None => names().chain(PACKAGES.iter().copied()).find(|known| *known == specifier),
    }
}

/// All names, as `module.builtinModules` lists them.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let known = SOURCES.iter().map(|(name, _)| *name);
    let known = known.filter(|name| !PRIVATE.contains(name) && !PACKAGES.contains(name));
    known.chain(REFUSED.iter().copied())
}

/// The source of a module that Rungs has.
pub(crate) fn source(name: &str) -> Option<&'static str> {
    SOURCES.iter().find(|(known, _)| *known == name).map(|(_, source)| *source)
}
