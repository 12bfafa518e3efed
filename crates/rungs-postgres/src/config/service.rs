//! Services: settings by name, in a file (PostgreSQL manual, "The Connection Service File").

use std::path::PathBuf;

use crate::config::environment::Environment;
use crate::config::url::Settings;
use crate::error::Error;

/// The settings of the service called `name`: in the file that `PGSERVICEFILE` names, else in
/// `~/.pg_service.conf`, else in `pg_service.conf` in the folder `PGSYSCONFDIR`.
pub(crate) fn settings(name: &str, environment: Environment<'_>) -> Result<Settings, Error> {
    let at =
        |variable: &str, file: &str| environment(variable).map(|folder| PathBuf::from(folder).join(file));
    let own = environment("PGSERVICEFILE").map(PathBuf::from).or_else(|| at("HOME", ".pg_service.conf"));
    for path in own.into_iter().chain(at("PGSYSCONFDIR", "pg_service.conf")) {
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => {
                return Err(Error::File { what: "the file of services", path, reason: error.to_string() });
            }
        };
        let found = find(&text, name);
        if let Some(found) =
            found.map_err(|reason| Error::File { what: "the file of services", path, reason })?
        {
            return Ok(found);
        }
    }
    let reason = format!("no file of services defines \"{name}\"");
    Err(Error::InvalidSetting { keyword: "service".to_owned(), reason })
}

fn find(text: &str, name: &str) -> Result<Option<Settings>, String> {
    let mut found: Option<Settings> = None;
    for (index, line) in text.lines().map(str::trim).enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if line.starts_with('[') {
            if found.is_some() {
                break;
            }
            let is_it = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) == Some(name);
            found = is_it.then(Settings::new);
        } else if let Some(settings) = &mut found {
            let pair = line.split_once('=').ok_or_else(|| format!("line {} lacks \"=\"", index + 1))?;
            settings.push((pair.0.trim_end().to_owned(), pair.1.trim_start().to_owned()));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn sections() {
        let text = "# comment\n[a]\nhost=x\n\n[b]\n host = y \nport=1\n[c]\nnonsense\n";
        assert_eq!(find(text, "a"), Ok(Some(vec![("host".into(), "x".into())])));
        let both = vec![("host".into(), "y".into()), ("port".into(), "1".into())];
        assert_eq!(find(text, "b"), Ok(Some(both)));
        assert_eq!(find(text, "c"), Err("line 9 lacks \"=\"".into()));
        assert_eq!(find(text, "d"), Ok(None));
    }
}
