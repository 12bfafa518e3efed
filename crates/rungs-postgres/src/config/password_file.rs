//! `.pgpass`: passwords by server, database and user.

use std::path::{Path, PathBuf};

use crate::config::{ConnectConfig, Endpoint, Host};
use crate::secret::Secret;

/// The password for `endpoint`: the one given, else the first that fits in the password file (PostgreSQL
/// manual, "The Password File"). A file that others may read is ignored with a warning, as libpq does.
pub(crate) fn password(config: &ConnectConfig, endpoint: &Endpoint) -> Option<Secret> {
    if let Some(password) = config.password.clone().filter(|password| !password.reveal().is_empty()) {
        return Some(password);
    }
    let path = config.passfile.clone().or_else(default_path)?;
    if !is_private(&path) {
        return None;
    }
    let text = std::fs::read_to_string(&path).ok()?;
    let host = match &endpoint.host {
        Host::Tcp(name) => name.clone(),
        // Of the folders of sockets, libpq calls its default one localhost.
        Host::Unix(folder) if Endpoint::is_default_folder(folder) => "localhost".to_owned(),
        Host::Unix(folder) => folder.display().to_string(),
    };
    let wanted = [host, endpoint.port.to_string(), config.database(), config.user()];
    find(&text, &wanted).map(Secret::new)
}

fn find(text: &str, wanted: &[String; 4]) -> Option<String> {
    text.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let fields = split(line);
        let fits = wanted
            .iter()
            .zip(&fields)
            .all(|(wanted, (field, is_literal))| (field == "*" && *is_literal) || field == wanted);
        // The password is the fifth field; more colons are not part of it.
        (fits && fields.len() >= 5).then(|| fields[4].0.clone())
    })
}

/// Splits at colons; a backslash takes the next character as it is. With each field, whether it had none: `\*`
/// is an asterisk, `*` is everything.
fn split(line: &str) -> Vec<(String, bool)> {
    let mut fields = vec![(String::new(), true)];
    let mut characters = line.trim_end_matches('\r').chars();
    while let Some(character) = characters.next() {
        let Some((field, is_literal)) = fields.last_mut() else { break };
        match character {
            '\\' => {
                field.extend(characters.next());
                *is_literal = false;
            }
            ':' => fields.push((String::new(), true)),
            other => field.push(other),
        }
    }
    fields
}

fn default_path() -> Option<PathBuf> {
    let home = if cfg!(windows) { "APPDATA" } else { "HOME" };
    let name = if cfg!(windows) { "postgresql/pgpass.conf" } else { ".pgpass" };
    Some(PathBuf::from(std::env::var_os(home)?).join(name))
}

#[cfg(unix)]
fn is_private(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let Ok(metadata) = std::fs::metadata(path) else { return false };
    if !metadata.is_file() {
        tracing::warn!("password file \"{}\" is not a plain file", path.display());
        return false;
    }
    if metadata.permissions().mode() & 0o077 != 0 {
        tracing::warn!(
            "password file \"{}\" has group or world access; permissions should be u=rw (0600) or less",
            path.display()
        );
        return false;
    }
    true
}

#[cfg(not(unix))]
fn is_private(path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn lines() {
        let text = "# localhost:5432:app:ann:comment\nlocalhost:5432:app:ann:plain\n*:5433:*:ann:with\\:colon\\\\:x\nh:5432:\\*:ann:star\nh:5432:app:ann\n*:*:*:*:any";
        let cases = [
            (["localhost", "5432", "app", "ann"], "plain"),
            (["x", "5433", "y", "ann"], "with:colon\\"),
            (["h", "5432", "*", "ann"], "star"),
            (["h", "5432", "app", "ann"], "any"),
        ];
        for (wanted, password) in cases {
            assert_eq!(find(text, &wanted.map(str::to_owned)).as_deref(), Some(password), "{wanted:?}");
        }
        assert_eq!(find("a:1:b:c", &["a", "1", "b", "c"].map(str::to_owned)), None);
    }
}
