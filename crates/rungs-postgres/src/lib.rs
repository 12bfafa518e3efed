//! A thin PostgreSQL client for migrations, and the servers they run on.
//!
//! What a migration sees through this crate is what it would see through Node's `pg`: results as text with
//! type OIDs, several results of one string, parameters without types. Beyond that it offers what a
//! migration tool is about: pipelining, deferred statements, cancel requests, notices, and errors that know
//! the [`Statement`] and the source line they belong to.
//!
//! Everything here runs on one thread: futures need not be `Send`.
//!
//! ```no_run
//! # async fn example() -> Result<(), rungs_postgres::Error> {
//! use rungs_postgres::{ConnectConfig, Session, Statement};
//! let config = ConnectConfig::from_url("postgres://localhost/app")?;
//! let session = Session::connect(&config).await?;
//! let results = session.execute(&Statement::new("select 1 as one")).await?;
//! assert_eq!(results[0].rows[0].get(0), Some("1"));
//! # Ok(())
//! # }
//! ```

mod cancel;
mod config;
mod connect;
mod error;
mod observer;
mod pool;
mod probe;
mod result;
mod row;
mod secret;
#[cfg(unix)]
pub mod server;
mod server_error;
mod session;
mod statement;
mod tls;
mod wire;

pub use cancel::CancelToken;
pub use config::{
    ChannelBinding, ConnectConfig, Endpoint, Host, Keepalive, Pem, Roots, SessionAttributes, SslMode,
    TlsConfig,
};
pub use error::Error;
pub use observer::Observer;
pub use pool::{Lease, Pool, PoolOptions};
pub use probe::{Inquiry, Part, Probe, Seen, TransactionNumber};
pub use result::{Field, QueryResult};
pub use row::Row;
pub use secret::Secret;
pub use server_error::{Notice, ServerError};
pub use session::{Abort, RowStream, Session, TransactionStatus};
pub use statement::{Origin, Param, Statement};
