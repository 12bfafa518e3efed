//! How servers are set up, as tables of `postgresql.conf` settings.

/// A setting: the first major version that knows it, its name, its value.
pub(crate) type Setting = (u32, &'static str, &'static str);

/// For every server.
///
/// Times and messages are the same on all machines. Knex runs all pending migrations in one transaction and each
/// object in it takes a lock: 1,000 tables with 3 indexes do not fit the default of 64 locks a connection.
pub(crate) const COMMON: &[Setting] = &[
    (0, "listen_addresses", ""),
    (0, "timezone", "UTC"),
    (0, "log_timezone", "UTC"),
    (0, "lc_messages", "C"),
    (0, "logging_collector", "off"),
    (0, "log_destination", "stderr"),
    (0, "max_locks_per_transaction", "256"),
    (0, "max_wal_size", "1GB"),
];

/// For a project's server: as durable as PostgreSQL is by default.
pub(crate) const PROJECT: &[Setting] = &[(0, "max_connections", "100")];

/// For a server that is thrown away: nothing need survive, nothing runs beside the migrations.
pub(crate) const THROWAWAY: &[Setting] = &[
    (0, "max_connections", "50"),
    (0, "shared_buffers", "16MB"),
    (0, "fsync", "off"),
    (0, "synchronous_commit", "off"),
    (0, "full_page_writes", "off"),
    (0, "wal_level", "minimal"),
    (0, "max_wal_senders", "0"),
    (0, "autovacuum", "off"),
    (0, "bgwriter_lru_maxpages", "0"),
    (0, "checkpoint_timeout", "1h"),
    (0, "max_logical_replication_workers", "0"),
    (0, "jit", "off"),
    (18, "io_method", "sync"),
];

/// The settings of the tables that a major version knows, as command-line arguments of `postgres`.
pub(crate) fn arguments(tables: &[&[Setting]], major: u32) -> Vec<String> {
    let known = tables.iter().copied().flatten().filter(|(since, _, _)| *since <= major);
    known.flat_map(|(_, name, value)| ["-c".to_owned(), format!("{name}={value}")]).collect()
}

/// `initdb`'s arguments: UTF-8, and an order of text that no machine's locales change.
///
/// The builtin provider (manual, "23.1.4. Locale Providers") knows upper and lower case of all of Unicode; before 17
/// there is only the C library, whose `C.UTF-8` not every system has, so plain `C` it is.
pub(crate) fn initdb_arguments(major: u32) -> Vec<&'static str> {
    let mut arguments = vec![
        "--no-sync",
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--wal-segsize=1",
    ];
    if major >= 17 {
        arguments.extend(["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]);
    }
    arguments
}
