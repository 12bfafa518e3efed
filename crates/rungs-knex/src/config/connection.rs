use std::time::Duration;

use rungs_postgres::{ConnectConfig, Error, PoolOptions, Secret};
use serde_json::Value;

/// A knexfile's `connection` as a configuration of ours: a URL, or the object that Node's `pg` takes, its functions
/// already called. With `searchPath`, which is sent at the start of each session and costs no round trip.
///
/// # Errors
/// A URL that cannot be read, a setting that cannot be used.
pub(crate) fn connect_config(settings: &Value) -> Result<ConnectConfig, Error> {
    let connection = &settings["connection"];
    let url = connection.as_str().or_else(|| connection["connectionString"].as_str());
    let mut config = match url {
        Some(url) => ConnectConfig::from_node_url(url)?,
        None => ConnectConfig::from_env()?,
    };
    if url.is_none() {
        apply_fields(&mut config, connection)?;
    }
    if config.endpoints.is_empty() {
        // Where libpq would look for a socket first, pg 8 does not.
        config.set_host("localhost");
    }
    if let Some(ssl) = connection.get("ssl") {
        config.apply_node_ssl(ssl)?;
    }
    if let Some(name) = text(&connection["application_name"]) {
        config.application_name = Some(name);
    }
    if let Some(options) = text(&connection["options"]) {
        config.options = Some(options);
    }
    if let Some(millis) = connection["connectionTimeoutMillis"].as_u64().filter(|millis| *millis > 0) {
        config.connect_timeout = Some(Duration::from_millis(millis));
    }
    for (key, parameter) in RUNTIME_PARAMETERS {
        if let Some(value) = text(&connection[*key]) {
            config.parameters.push(((*parameter).to_owned(), value));
        }
    }
    if let Some(path) = search_path(&settings["searchPath"]) {
        config.parameters.push(("search_path".to_owned(), path));
    }
    Ok(config)
}

/// Settings that `pg` hands to the server as they are.
const RUNTIME_PARAMETERS: &[(&str, &str)] = &[
    ("statement_timeout", "statement_timeout"),
    ("lock_timeout", "lock_timeout"),
    ("idle_in_transaction_session_timeout", "idle_in_transaction_session_timeout"),
];

fn apply_fields(config: &mut ConnectConfig, connection: &Value) -> Result<(), Error> {
    if let Some(host) = text(&connection["host"]) {
        config.set_host(&host);
    }
    if let Some(port) = text(&connection["port"]) {
        config.set_port(&port)?;
    }
    if let Some(user) = text(&connection["user"]) {
        config.user = Some(user);
    }
    if let Some(password) = text(&connection["password"]) {
        config.password = Some(Secret::new(password));
    }
    if let Some(database) = text(&connection["database"]) {
        config.database = Some(database);
    }
    Ok(())
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

/// `searchPath`: a name or a list of names, each quoted (Knex 3.3.0, `setSchemaSearchPath`).
pub(crate) fn search_path(value: &Value) -> Option<String> {
    let quote = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    match value {
        Value::String(name) if !name.is_empty() => Some(quote(name)),
        Value::Array(names) if !names.is_empty() => {
            Some(names.iter().filter_map(Value::as_str).map(quote).collect::<Vec<_>>().join(","))
        }
        _ => None,
    }
}

/// A knexfile's `pool`, with Knex's defaults.
pub(crate) fn pool_options(settings: &Value) -> PoolOptions {
    let defaults = PoolOptions::default();
    let pool = &settings["pool"];
    let timeouts = [&settings["acquireConnectionTimeout"], &pool["acquireTimeoutMillis"]];
    let acquire_timeout = timeouts.iter().filter_map(|value| value.as_u64()).min();
    PoolOptions {
        max: pool["max"].as_u64().and_then(|max| usize::try_from(max).ok()).unwrap_or(defaults.max),
        acquire_timeout: acquire_timeout.map_or(defaults.acquire_timeout, Duration::from_millis),
    }
}
