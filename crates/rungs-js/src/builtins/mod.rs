//! Node's builtin modules, in `node/`; what browsers have as globals, in `web/`; packages that are answered here, in
//! `packages/`. To add one: write its file, add a row to `SOURCES`.

/// The globals, set up lazily.
pub(crate) const GLOBALS: &str = include_str!("globals.js");
/// Makes a module of those in `REFUSED`.
pub(crate) const REFUSE: &str = include_str!("refuse.js");

/// Modules that Rungs has. A source runs as `(exports, require, module, native)`.
const SOURCES: &[(&str, &str)] = &[
    ("@noble/hashes/scrypt", include_str!("packages/noble_scrypt.js")),
    ("@noble/hashes/scrypt.js", "module.exports = require('@noble/hashes/scrypt');"),
    ("assert", include_str!("node/assert.js")),
    ("assert/strict", "module.exports = require('assert').strict;"),
    ("async_hooks", include_str!("node/async_hooks.js")),
    ("bcrypt", "module.exports = require('bcrypt/shared')('b');"),
    ("bcrypt/shared", include_str!("packages/bcrypt.js")),
    ("bcryptjs", "module.exports = require('bcrypt/shared')('b');"),
    ("buffer", include_str!("node/buffer.js")),
    ("child_process", include_str!("node/child_process.js")),
    ("console", include_str!("node/console.js")),
    ("console/table", include_str!("node/console/table.js")),
    ("constants", "module.exports = require('fs').constants;"),
    ("crypto", include_str!("node/crypto.js")),
    ("diagnostics_channel", include_str!("node/diagnostics_channel.js")),
    ("errors", include_str!("node/errors.js")),
    ("events", include_str!("node/events.js")),
    ("fs", include_str!("node/fs.js")),
    ("fs/promises", "module.exports = require('fs').promises;"),
    ("fs/streams", include_str!("node/fs/streams.js")),
    ("http", include_str!("node/http.js")),
    ("http/client", include_str!("node/http/client.js")),
    ("https", include_str!("node/https.js")),
    ("module", include_str!("node/module.js")),
    ("os", include_str!("node/os.js")),
    ("path", include_str!("node/path.js")),
    ("path/posix", "module.exports = require('path').posix;"),
    ("path/win32", "module.exports = require('path').win32;"),
    ("perf_hooks", include_str!("node/perf_hooks.js")),
    ("process", include_str!("node/process.js")),
    ("process/input", include_str!("node/process/input.js")),
    ("process/output", include_str!("node/process/output.js")),
    ("querystring", include_str!("node/querystring.js")),
    ("readline", include_str!("node/readline.js")),
    ("readline/promises", "module.exports = require('readline').promises;"),
    ("stream", include_str!("node/stream.js")),
    ("stream/duplex", include_str!("node/stream/duplex.js")),
    ("stream/pipeline", include_str!("node/stream/pipeline.js")),
    ("stream/promises", "module.exports = require('stream').promises;"),
    ("stream/readable", include_str!("node/stream/readable.js")),
    ("stream/writable", include_str!("node/stream/writable.js")),
    ("string_decoder", include_str!("node/string_decoder.js")),
    ("sys", "module.exports = require('util');"),
    ("timers", include_str!("node/timers.js")),
    ("timers/promises", "module.exports = require('timers').promises;"),
    ("tty", include_str!("node/tty.js")),
    ("url", include_str!("node/url.js")),
    ("util", include_str!("node/util.js")),
    ("util/equal", include_str!("node/util/equal.js")),
    ("util/inspect", include_str!("node/util/inspect.js")),
    ("util/parse_args", include_str!("node/util/parse_args.js")),
    ("util/types", "module.exports = require('util').types;"),
    ("web/decorators", include_str!("web/decorators.js")),
    ("web/encoding", include_str!("web/encoding.js")),
    ("web/event_target", include_str!("web/event_target.js")),
    ("web/intl", include_str!("web/intl.js")),
    ("web/url", include_str!("web/url.js")),
    ("web/body", include_str!("web/body.js")),
    ("web/exchange", include_str!("web/exchange.js")),
    ("web/fetch", include_str!("web/fetch.js")),
    ("web/headers", include_str!("web/headers.js")),
    ("web/network", include_str!("web/network.js")),
    ("web/streams", include_str!("web/streams.js")),
    ("web/zone_names", include_str!("web/zone_names.js")),
    ("stream/web", "module.exports = require('web/network');"),
    ("worker_threads", include_str!("node/worker_threads.js")),
    ("zlib", include_str!("node/zlib.js")),
];

/// Packages that are answered here, because the engine would take minutes for what they compute.
const PACKAGES: &[&str] = &["@noble/hashes/scrypt", "@noble/hashes/scrypt.js", "bcrypt", "bcryptjs"];

/// Packages that would teach the engine what it knows already: TypeScript, `paths`, source maps.
const REGISTER: &[&str] = &[
    "@babel/register",
    "@swc-node/register",
    "@swc/register",
    "esbuild-register",
    "esbuild-register/dist/node",
    "esm",
    "source-map-support",
    "source-map-support/register",
    "sucrase/register",
    "sucrase/register/ts",
    "ts-node",
    "ts-node/esm",
    "ts-node/register",
    "ts-node/register/files",
    "ts-node/register/transpile-only",
    "ts-node/register/type-check",
    "tsconfig-paths",
    "tsconfig-paths/register",
    "tsx",
    "tsx/cjs",
    "tsx/cjs/api",
    "tsx/esm",
];

/// Names that only builtins may ask for.
const PRIVATE: &[&str] = &[
    "bcrypt/shared",
    "console/table",
    "errors",
    "fs/streams",
    "http/client",
    "process/input",
    "process/output",
    "stream/duplex",
    "stream/pipeline",
    "stream/readable",
    "stream/writable",
    "util/equal",
    "util/inspect",
    "util/parse_args",
    "web/body",
    "web/decorators",
    "web/encoding",
    "web/event_target",
    "web/exchange",
    "web/fetch",
    "web/headers",
    "web/intl",
    "web/network",
    "web/streams",
    "web/url",
    "web/zone_names",
];

/// Modules that import without failing and refuse at first use.
const REFUSED: &[&str] = &[
    "cluster",
    "dgram",
    "dns",
    "dns/promises",
    "domain",
    "http2",
    "inspector",
    "net",
    "repl",
    "tls",
    "trace_events",
    "v8",
    "vm",
    "wasi",
];

/// The builtin that `specifier` names, with or without `node:`.
pub(crate) fn name_of(specifier: &str) -> Option<&'static str> {
    match specifier.strip_prefix("node:") {
        Some(name) => names().find(|known| *known == name),
        None => names()
            .chain(PACKAGES.iter().copied())
            .chain(REGISTER.iter().copied())
            .find(|known| *known == specifier),
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
    if REGISTER.contains(&name) {
        return Some(include_str!("packages/register.js"));
    }
    SOURCES.iter().find(|(known, _)| *known == name).map(|(_, source)| *source)
}
