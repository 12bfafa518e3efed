//! Node's builtin modules. To add one: write its file beside this one, add a row to `SOURCES`.

/// The globals, set up lazily.
pub(crate) const GLOBALS: &str = include_str!("globals.js");
/// Makes a module of those in `REFUSED`.
pub(crate) const REFUSE: &str = include_str!("refuse.js");

/// Modules that Rungs has. A source runs as `(exports, require, module, native)`.
const SOURCES: &[(&str, &str)] = &[
    ("buffer", include_str!("buffer.js")),
    ("console", include_str!("console.js")),
    ("events", include_str!("events.js")),
    ("fs", include_str!("fs.js")),
    ("fs/promises", "module.exports = require('fs').promises;"),
    ("path", include_str!("path.js")),
    ("path/posix", "module.exports = require('path').posix;"),
    ("path/win32", "module.exports = require('path').win32;"),
    ("process", include_str!("process.js")),
    ("timers", include_str!("timers.js")),
    ("timers/promises", "module.exports = require('timers').promises;"),
    ("util", include_str!("util.js")),
    ("util/inspect", include_str!("inspect.js")),
];

/// Names that are not Node's, used between builtins.
const PRIVATE: &[&str] = &["util/inspect"];

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
    let name = specifier.strip_prefix("node:").unwrap_or(specifier);
    names().find(|known| *known == name)
}

/// All names, as `module.builtinModules` lists them.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let known = SOURCES.iter().map(|(name, _)| *name).filter(|name| !PRIVATE.contains(name));
    known.chain(REFUSED.iter().copied())
}

/// The source of a module that Rungs has.
pub(crate) fn source(name: &str) -> Option<&'static str> {
    SOURCES.iter().find(|(known, _)| *known == name).map(|(_, source)| *source)
}
