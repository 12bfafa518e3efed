use std::path::PathBuf;

use clap::Args;

/// Options that may stand before or after the command, as with Knex 3.3.0.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Options of all commands")]
pub struct GlobalOptions {
    /// Show the statements that run, on standard error
    #[arg(long, global = true)]
    pub debug: bool,
    /// The knexfile; the working directory becomes its folder
    #[arg(long, global = true, value_name = "PATH")]
    pub knexfile: Option<PathBuf>,
    /// Accepted for compatibility: Rungs needs no Knex
    #[arg(long, global = true, value_name = "PATH", hide_short_help = true)]
    pub knexpath: Option<PathBuf>,
    /// The working directory
    #[arg(long, global = true, value_name = "PATH")]
    pub cwd: Option<PathBuf>,
    /// The knexfile's client; Rungs speaks PostgreSQL
    #[arg(long, global = true, value_name = "NAME")]
    pub client: Option<String>,
    /// The database, as a URL
    #[arg(long, global = true, value_name = "URL", hide_env_values = true)]
    pub connection: Option<String>,
    /// The folder of the migrations
    #[arg(long, global = true, value_name = "PATH")]
    pub migrations_directory: Option<PathBuf>,
    /// The table of the ledger
    #[arg(long, global = true, value_name = "NAME")]
    pub migrations_table_name: Option<String>,
    /// The knexfile's environment [default: $NODE_ENV, or development]
    #[arg(long, global = true, value_name = "NAME")]
    pub env: Option<String>,
    /// Accepted for compatibility: ECMAScript modules always work
    #[arg(long, global = true, hide_short_help = true)]
    pub esm: bool,
    /// Run only this seed
    #[arg(long, global = true, value_name = "FILE")]
    pub specific: Option<String>,
    /// Start the names of new seeds with the time
    #[arg(long, global = true)]
    pub timestamp_filename_prefix: bool,
    /// The server, whatever the knexfile says: `embedded`, `embedded=16`, `native`, or a URL [env: RUNGS_SERVER]
    #[arg(long, global = true, value_name = "SERVER")]
    pub server: Option<String>,
    /// Let JavaScript read these files and folders besides the project; without a value, all
    #[arg(long, global = true, value_name = "PATHS", num_args = 0.., require_equals = true, value_delimiter = ',')]
    pub allow_read: Option<Vec<PathBuf>>,
    /// Let JavaScript write to these files and folders; without a value, to all
    #[arg(long, global = true, value_name = "PATHS", num_args = 0.., require_equals = true, value_delimiter = ',')]
    pub allow_write: Option<Vec<PathBuf>>,
    /// Let JavaScript ask these hosts by HTTP (`api.example.org`, `127.0.0.1:8080`); without a value, all
    #[arg(long, global = true, value_name = "HOSTS", num_args = 0.., require_equals = true, value_delimiter = ',')]
    pub allow_net: Option<Vec<String>>,
    /// Let JavaScript start programs
    #[arg(long, global = true)]
    pub allow_run: bool,
    /// Answer with one JSON document on standard output
    #[arg(long, global = true)]
    pub json: bool,
}

impl GlobalOptions {
    /// The environment of the knexfile that is asked for.
    pub fn environment(&self) -> String {
        let named = self.env.clone().filter(|name| !name.is_empty());
        let from_node = || std::env::var("NODE_ENV").ok().filter(|name| !name.is_empty());
        named.or_else(from_node).unwrap_or_else(|| "development".to_owned())
    }
}
