//! Connection URLs, read as libpq reads them.

use percent_encoding::percent_decode_str;
use std::borrow::Cow;

use crate::error::Error;

/// Settings as pairs of libpq's keyword and a value, in the order in which they were given.
pub(crate) type Settings = Vec<(String, String)>;

/// Values of the parameter `ssl` as modes: libpq knows the first (from JDBC), Node's `pg` all.
const SSL: &[(&str, &str)] = &[
    ("true", "require"),
    ("1", "require"),
    ("false", "disable"),
    ("0", "disable"),
    ("no-verify", "no-verify"),
];

/// Reads `postgres[ql]://[user[:password]@][host[:port]][,…][/database][?keyword=value[&…]]` (PostgreSQL
/// manual, "Connection URIs"). The `url` crate cannot: it knows neither several hosts nor socket folders.
pub(crate) fn parse(text: &str) -> Result<Settings, Error> {
    let rest = ["postgresql://", "postgres://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme))
        .ok_or_else(|| invalid("it does not begin with postgres:// or postgresql://"))?;
    let (rest, query) = match rest.split_once('?') {
        Some((rest, query)) => (rest, query),
        None => (rest, ""),
    };
    let (authority, database) = match rest.split_once('/') {
        Some((authority, database)) => (authority, database),
        None => (rest, ""),
    };
    let mut settings = Settings::new();
    let hosts = match authority.rsplit_once('@') {
        Some((credentials, hosts)) => {
            read_credentials(credentials, &mut settings)?;
            hosts
        }
        None => authority,
    };
    read_hosts(hosts, &mut settings)?;
    if !database.is_empty() {
        settings.push(("dbname".into(), decode(database, "database name")?));
    }
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        settings.push(read_parameter(pair)?);
    }
    Ok(settings)
}

/// What pg-connection-string 2 does for a URL with a `%` that escapes nothing, as in a password pasted as it is:
/// there every `%` stands for itself unless two decimal digits follow.
pub(crate) fn mend(text: &str) -> Cow<'_, str> {
    let follow = |at: usize, count: usize, test: fn(&u8) -> bool| {
        text.as_bytes().get(at + 1..at + 1 + count).is_some_and(|bytes| bytes.iter().all(test))
    };
    let percents: Vec<usize> = text.match_indices('%').map(|(at, _)| at).collect();
    if percents.iter().all(|at| follow(*at, 2, u8::is_ascii_hexdigit)) {
        return Cow::Borrowed(text);
    }
    let mut mended = text.to_owned();
    for at in percents.into_iter().rev().filter(|at| !follow(*at, 2, u8::is_ascii_digit)) {
        mended.insert_str(at + 1, "25");
    }
    Cow::Owned(mended)
}

fn read_credentials(text: &str, settings: &mut Settings) -> Result<(), Error> {
    let (user, password) = match text.split_once(':') {
        Some((user, password)) => (user, Some(password)),
        None => (text, None),
    };
    if !user.is_empty() {
        settings.push(("user".into(), decode(user, "user name")?));
    }
    if let Some(password) = password.filter(|password| !password.is_empty()) {
        settings.push(("password".into(), decode(password, "password")?));
    }
    Ok(())
}

fn read_hosts(text: &str, settings: &mut Settings) -> Result<(), Error> {
    if text.is_empty() {
        return Ok(());
    }
    let (mut hosts, mut ports) = (Vec::new(), Vec::new());
    for part in text.split(',') {
        let (host, port) = match part.strip_prefix('[') {
            Some(rest) => {
                let (address, after) = rest
                    .split_once(']')
                    .ok_or_else(|| invalid("an IPv6 address lacks its closing bracket"))?;
                match after.strip_prefix(':') {
                    Some(port) => (address, port),
                    None if after.is_empty() => (address, ""),
                    None => return Err(invalid("something stands between an IPv6 address and its port")),
                }
            }
            None => part.split_once(':').unwrap_or((part, "")),
        };
        hosts.push(decode(host, "host")?);
        ports.push(decode(port, "port")?);
    }
    settings.push(("host".into(), hosts.join(",")));
    if ports.iter().any(|port| !port.is_empty()) {
        settings.push(("port".into(), ports.join(",")));
    }
    Ok(())
}

fn read_parameter(pair: &str) -> Result<(String, String), Error> {
    let (keyword, value) = pair.split_once('=').ok_or_else(|| {
        // A stray part may be the tail of a password with an unescaped `?`.
        invalid("a parameter lacks \"=\"; write ? and & in names and passwords as %3F and %26")
    })?;
    let keyword = decode(keyword, "parameter name")?;
    let value = decode(value, "parameter")?;
    match SSL.iter().find(|(name, _)| keyword == "ssl" && *name == value) {
        Some((_, mode)) => Ok(("sslmode".into(), (*mode).into())),
        None => Ok((keyword, value)),
    }
}

fn decode(text: &str, what: &str) -> Result<String, Error> {
    let bytes = text.as_bytes();
    for (at, _) in text.match_indices('%') {
        let hex = |offset: usize| bytes.get(at + offset).is_some_and(u8::is_ascii_hexdigit);
        if !(hex(1) && hex(2)) {
            return Err(invalid(&format!(
                "the {what} has a % that is not followed by two hexadecimal digits; write % as %25"
            )));
        }
    }
    let decoded = percent_decode_str(text).decode_utf8();
    let decoded = decoded.map_err(|_| invalid(&format!("the {what} is not UTF-8 when decoded")))?;
    if decoded.contains('\0') {
        return Err(invalid(&format!("the {what} holds %00")));
    }
    Ok(decoded.into_owned())
}

fn invalid(reason: &str) -> Error {
    Error::InvalidUrl { reason: reason.to_owned() }
}
