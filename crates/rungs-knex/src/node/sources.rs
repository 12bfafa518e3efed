use serde_json::{Value, json};

use crate::prelude;

/// What Node is started with.
pub(super) const START: &str = include_str!("host/start.cjs");

/// How both sides write values.
pub(super) const WIRE: &str = include_str!("wire.js");

/// Rungs' side of the way.
pub(super) const RELAY: &str = include_str!("relay.js");

/// Node's side, in the order in which its files are run.
const FILES: &[(&str, &str)] = &[
    ("channel.js", include_str!("host/channel.js")),
    ("realm.js", include_str!("host/realm.js")),
    ("modules.js", include_str!("host/modules.js")),
    ("process.js", include_str!("host/process.js")),
];

/// All that Node runs before the project's own files, and what it is told of the run, as JSON. `script` is
/// `process.argv[1]`.
pub(super) fn setup(script: &str) -> Value {
    json!({
        "files": FILES,
        "wire": WIRE,
        "moduleSystem": rungs_js::MODULE_SYSTEM,
        "knexfile": prelude::KNEXFILE,
        "prelude": prelude::FILES,
        "framePrefix": prelude::FRAME_PREFIX,
        "script": script,
    })
}
