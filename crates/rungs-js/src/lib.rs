//! JavaScript and TypeScript without Node: an engine, modules found and loaded as Node and tsx do, the builtins
//! that migrations use, and errors that lead to the line the user wrote.
//!
//! Everything runs on one thread, inside a tokio runtime.
//!
//! ```no_run
//! use rungs_js::{Engine, EngineOptions, rquickjs::Function};
//!
//! # async fn example() -> Result<(), rungs_js::Error> {
//! let engine = Engine::new(EngineOptions::default()).await?;
//! engine.provide("db", "module.exports = { answer: 42 };");
//! let module = engine.import("migrate.ts".as_ref()).await?;
//! engine
//!     .run("migrate.ts", |ctx| module.restore(&ctx)?.get::<_, Function>("up")?.call(()), |_, _| Ok(()))
//!     .await
//! # }
//! ```

mod builtins;
mod clock;
mod drive;
mod engine;
mod error;
mod fingerprint;
mod host;
mod lack;
mod modules;
mod native;
mod node_options;
mod remote;
mod sandbox;
mod stack;
mod thrown;
mod typescript;
mod wording;

pub use engine::{Engine, EngineOptions, Output, OutstandingCounter, call_site};
pub use error::{Error, JsError};
pub use fingerprint::{Fingerprint, Fingerprinter};
pub use host::Outstanding;
pub use lack::{Lack, LackKind};
pub use remote::{MODULE_SYSTEM, Verdict};
pub use rquickjs;
pub use sandbox::{Access, Net, Permissions};
pub use stack::Frame;
