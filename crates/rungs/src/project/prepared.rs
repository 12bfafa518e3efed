//! What the migrations before the judged ones make, kept for the next time.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;
use std::sync::LazyLock;
use std::time::UNIX_EPOCH;

use regex::Regex;
use rungs_lint::{Linter, Settings};
use rungs_postgres::server::Prepared;
use rungs_postgres::{ConnectConfig, Session, Statement};
use rungs_run::Migration;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::{Project, server_choice};
use crate::commands::Context;
use crate::diagnostics::Trouble;

/// Fewer than these run anew as fast as they are found.
const FEWEST: usize = 30;

/// A project with more files than this is not looked through.
const MOST_FILES: usize = 20_000;

/// Folders whose content nobody wrote.
const NOT_WRITTEN: &[&str] =
    &["node_modules", ".git", "target", "dist", "build", "coverage", ".next", ".cache"];

/// What a file takes from elsewhere: modules, variables of the environment.
static TAKES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?:from|require\(|import\(?)\s*["'`](?<module>[^"'`]+)|process\.env(?:\.(?<plain>\w+)|\[["'](?<quoted>\w+))?|(?<file>readFile|readdir|createReadStream)"#,
    )
    .ok()
});

/// A database that holds what earlier migrations made. Whoever uses it rolls back what it does.
pub struct PreparedDatabase {
    /// A session with it, prepared as the project wants its sessions.
    pub session: Session,
    _server: Prepared,
}

impl Project {
    /// A database that holds what `before` makes: from the cache, or made now and put there. `None` where it is not worth it,
    /// where it cannot be told what the migrations depend on, or where one of them fails.
    ///
    /// # Errors
    /// When the server is lost.
    pub async fn prepared(
        &self,
        context: &Context,
        before: &[Rc<dyn Migration>],
    ) -> Result<Option<PreparedDatabase>, Trouble> {
        let Some(key) = self.key(context, before) else { return Ok(None) };
        let choice = server_choice(&context.options, &self.place)?.unwrap_or_default();
        let Ok(Some(mut server)) = Prepared::find(self.place.project_folder(), &choice, &key) else {
            // Whatever is wrong with the cache, the way without it says so, if it is more than the cache.
            return Ok(None);
        };
        if !server.is_ready() && !self.prepare_database(&server.config(), before).await? {
            return Ok(None);
        }
        server.set_ready()?;
        let config = server.config();
        // JavaScript's own connections see the database, and cannot change it.
        self.front_end.use_database(config.clone());
        let session = Session::connect(&writable(config)).await?;
        self.front_end.prepare(&session).await.map_err(Trouble::Session)?;
        Ok(Some(PreparedDatabase { session, _server: server }))
    }

    /// Runs the migrations; says whether all did.
    async fn prepare_database(
        &self,
        config: &ConnectConfig,
        before: &[Rc<dyn Migration>],
    ) -> Result<bool, Trouble> {
        self.front_end.use_database(config.clone());
        let session = Session::connect(config).await?;
        self.front_end.prepare(&session).await.map_err(Trouble::Session)?;
        let in_transactions = !self.migrations.disable_transactions;
        let mut linter = Linter::new(session.clone(), Settings::default(), in_transactions);
        for migration in before {
            let applied = linter.apply(&**migration).await;
            if applied.is_err() || linter.has_failed() {
                return Ok(false);
            }
        }
        Linter::keep(&session).await.map_err(|error| Trouble::refused(error.to_string()))?;
        let name = config.database.as_deref().unwrap_or_default();
        let protect = format!("ALTER DATABASE \"{name}\" SET default_transaction_read_only = on; CHECKPOINT");
        session.execute(&Statement::new(protect)).await?;
        session.close().await;
        Ok(true)
    }

    /// All that the migrations' work depends on, as a name.
    fn key(&self, context: &Context, before: &[Rc<dyn Migration>]) -> Option<String> {
        if before.len() < FEWEST {
            return None;
        }
        let mut hash = Sha256::new();
        let mut add = |name: &str, content: &[u8]| {
            for part in [name.as_bytes(), content] {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part);
            }
        };
        add("environment", context.options.environment().as_bytes());
        add("transactions", &[u8::from(self.migrations.disable_transactions)]);
        add("program", stamp(&std::env::current_exe().ok()?).as_bytes());
        for file in [self.place.knexfile.as_deref(), self.place.rungs_toml.path()].into_iter().flatten() {
            add("configuration", &fs::read(file).ok()?);
        }
        let mut taken = Taken { needs_files: self.place.knexfile.is_some(), ..Taken::default() };
        for migration in before {
            let path = migration.path()?;
            let text = fs::read(path).ok()?;
            add(migration.name(), &text);
            taken.look(&String::from_utf8_lossy(&text), path, &self.base)?;
        }
        for name in &taken.variables {
            add(name, std::env::var_os(name).unwrap_or_default().as_encoded_bytes());
        }
        if taken.needs_files {
            add("files", files(&self.base)?.as_bytes());
        }
        Some(hex::encode(&hash.finalize()[..12]))
    }
}

/// What migrations take from elsewhere.
#[derive(Default)]
struct Taken {
    /// Whether files of the project count.
    needs_files: bool,
    /// Variables of the environment.
    variables: BTreeSet<String>,
}

impl Taken {
    /// Looks through a file's text. `None` where what it takes is not below `base`, or cannot be told.
    fn look(&mut self, text: &str, path: &Path, base: &Path) -> Option<()> {
        for captures in TAKES.as_ref()?.captures_iter(text) {
            if let Some(module) = captures.name("module").map(|module| module.as_str()) {
                let is_file = module.starts_with(['.', '/']);
                if is_file && !normal(&path.parent()?.join(module)).starts_with(base) {
                    return None;
                }
                self.needs_files |=
                    !matches!(module, "knex" | "node:crypto" | "crypto" | "path" | "node:path");
            } else if captures.name("file").is_some() {
                self.needs_files = true;
            } else {
                let name = captures.name("plain").or_else(|| captures.name("quoted"))?;
                self.variables.insert(name.as_str().to_owned());
            }
        }
        Some(())
    }
}

/// The path without `..` and `.`, as far as the text tells.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                normal.pop();
            }
            Component::CurDir => {}
            other => normal.push(other),
        }
    }
    normal
}

/// All files below a folder with sizes and times.
fn files(base: &Path) -> Option<String> {
    let written = |entry: &walkdir::DirEntry| {
        !entry.file_type().is_dir() || !NOT_WRITTEN.iter().any(|name| entry.file_name() == *name)
    };
    let mut list = String::new();
    let walk = WalkDir::new(base).sort_by_file_name().into_iter().filter_entry(written);
    for (count, entry) in walk.enumerate() {
        let entry = entry.ok().filter(|_| count < MOST_FILES)?;
        if entry.file_type().is_file() {
            list.push_str(&format!("{} {}\n", entry.path().display(), stamp(entry.path())));
        }
    }
    Some(list)
}

/// Size and time of a file.
fn stamp(path: &Path) -> String {
    let Ok(meta) = fs::metadata(path) else { return String::new() };
    let modified =
        meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    format!("{} {}", meta.len(), modified.as_nanos())
}

fn writable(mut config: ConnectConfig) -> ConnectConfig {
    config.parameters.push(("default_transaction_read_only".to_owned(), "off".to_owned()));
    config
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_from_elsewhere_is_seen() {
        let look = |text: &str| {
            let mut taken = Taken::default();
            let inside = taken.look(text, Path::new("/app/db/migrations/1.ts"), Path::new("/app"));
            (inside.is_some(), taken.needs_files, taken.variables.into_iter().collect::<Vec<_>>())
        };
        assert_eq!(look("import type { Knex } from 'knex';"), (true, false, vec![]));
        assert_eq!(look("import { x } from '../tables'"), (true, true, vec![]));
        assert!(!look("require(\"../../../other/x\")").0);
        assert_eq!(
            look("process.env.SCHEMA ?? process.env['B']"),
            (true, false, vec!["B".into(), "SCHEMA".into()])
        );
        assert!(!look("const { A } = process.env").0);
        assert!(look("fs.readFileSync(path)").1);
    }
}
