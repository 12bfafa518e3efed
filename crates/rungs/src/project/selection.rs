//! Which migrations a command is about.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use rungs_run::{Migration, stem};

use super::Project;
use super::git::Git;
use crate::arguments::Run;
use crate::commands::Context;
use crate::diagnostics::Trouble;

/// Some of a project's migrations.
pub enum Selection {
    /// All.
    All,
    /// Those that were named: files, or names with or without their extension.
    Named(Vec<String>),
    /// Those that the project's database has not.
    Pending,
    /// Those whose files were added or changed since a base.
    Since(String),
}

impl Project {
    /// Whether each of `migrations` is one of the selection.
    ///
    /// # Errors
    /// When a name is of none of them, git cannot tell, or the database cannot be reached.
    pub async fn select(
        &self,
        migrations: &[Rc<dyn Migration>],
        selection: &Selection,
        context: &Context,
    ) -> Result<Vec<bool>, Trouble> {
        match selection {
            Selection::All => Ok(vec![true; migrations.len()]),
            Selection::Named(names) => self.named(migrations, names),
            Selection::Pending => {
                let applied = applied(context).await?;
                Ok(migrations.iter().map(|migration| !applied.contains(migration.stem())).collect())
            }
            Selection::Since(base) => {
                let changed = self.changed_since(base)?;
                let is_changed = |path: &Path| changed.contains(&real(path));
                Ok(migrations.iter().map(|migration| migration.path().is_some_and(is_changed)).collect())
            }
        }
    }

    fn named(&self, migrations: &[Rc<dyn Migration>], names: &[String]) -> Result<Vec<bool>, Trouble> {
        let mut selected = vec![false; migrations.len()];
        for name in names {
            let file = real(&self.base.join(name));
            let is_meant = |migration: &Rc<dyn Migration>| {
                migration.name() == name
                    || migration.stem() == stem(name)
                    || migration.path().is_some_and(|path| real(path) == file)
            };
            let place = migrations.iter().position(is_meant).ok_or_else(|| {
                Trouble::refused_with(
                    format!("there is no migration \"{name}\""),
                    "Name it as `rungs migrate:list` does, or by its file.",
                )
            })?;
            selected[place] = true;
        }
        Ok(selected)
    }

    /// The files in the migrations' folders that were added or changed since `base`.
    fn changed_since(&self, base: &str) -> Result<HashSet<PathBuf>, Trouble> {
        let git = Git::since(&self.base, base)?;
        let mut changed = HashSet::new();
        for folder in &self.migrations.directories {
            let files = git.changed(&self.base.join(folder))?;
            changed.extend(files.iter().map(|file| real(file)));
        }
        Ok(changed)
    }
}

/// The stems of what the project's own database has.
///
/// # Errors
/// When it cannot be reached.
async fn applied(context: &Context) -> Result<HashSet<String>, Trouble> {
    let project = Project::open(context).await?;
    let connected = project.runner(context, Run::default()).await?;
    let listing = connected.runner.list().await?;
    Ok(listing.completed.iter().map(|entry| entry.stem().to_owned()).collect())
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
