//! What the project's git repository knows: which files changed since a base, and what they were there.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::diagnostics::Trouble;

/// A repository, seen from where its history parted from a base.
#[derive(Debug)]
pub struct Git {
    /// The folder that git calls the top level.
    root: PathBuf,
    /// The last commit that both have.
    commit: String,
}

impl Git {
    /// The repository that `folder` is in, seen from where its HEAD parted from `base` (a branch, a tag, a commit).
    ///
    /// # Errors
    /// Where there is no git, no repository, no such base, or no common commit.
    pub fn since(folder: &Path, base: &str) -> Result<Self, Trouble> {
        let root = ask(folder, &["rev-parse", "--show-toplevel"])?.map_err(|said| {
            Trouble::refused_with(
                format!("{} is in no git repository: {said}", folder.display()),
                "Without one there is no base to compare with: use --pending or --all.",
            )
        })?;
        let commit = format!("{base}^{{commit}}");
        if base.starts_with('-') || ask(folder, &["rev-parse", "--verify", "--quiet", &commit])?.is_err() {
            return Err(no_base(folder, base));
        }
        let parted = ask(folder, &["merge-base", base, "HEAD"])?;
        let commit = parted.map_err(|_| no_common_commit(folder, base))?;
        let root = PathBuf::from(root.trim_end());
        Ok(Self { root, commit: commit.trim().to_owned() })
    }

    /// The remote's default branch, as far as this clone knows: what a pull request is compared with.
    pub fn default_base(folder: &Path) -> Option<String> {
        let head = ["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"];
        let named = ask(folder, &head).ok()?.ok().map(|name| name.trim().to_owned());
        let is_there =
            |name: &&str| matches!(ask(folder, &["rev-parse", "--verify", "--quiet", name]), Ok(Ok(_)));
        named.or_else(|| {
            ["origin/main", "origin/master"].iter().find(|name| is_there(name)).map(|name| (*name).to_owned())
        })
    }

    /// The files below `folder` that were added or changed since then, committed or not, those unknown to git included,
    /// unless they are ignored. Paths are absolute, as git has them.
    ///
    /// # Errors
    /// When git fails.
    pub fn changed(&self, folder: &Path) -> Result<HashSet<PathBuf>, Trouble> {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let inside = folder.to_string_lossy();
        let changed =
            ["diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", &self.commit, "--", &inside];
        let unknown = ["ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", &inside];
        let lists = [self.ask(&changed)?, self.ask(&unknown)?];
        let names = lists.iter().flat_map(|list| list.split('\0')).filter(|name| !name.is_empty());
        Ok(names.map(|name| self.root.join(name)).collect())
    }

    /// What a file held then; nothing where it was not there.
    ///
    /// # Errors
    /// Where git cannot be run.
    pub fn content(&self, file: &Path) -> Result<Option<Vec<u8>>, Trouble> {
        let Some(inside) = self.inside(file) else { return Ok(None) };
        let output = run(&self.root, &["show", &format!("{}:{inside}", self.commit)])?;
        Ok(output.status.success().then_some(output.stdout))
    }

    /// The path as git writes it; nothing outside the repository.
    fn inside(&self, path: &Path) -> Option<String> {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let root = self.root.canonicalize().unwrap_or_else(|_| self.root.clone());
        let inside = real.strip_prefix(root).ok()?;
        Some(inside.to_string_lossy().replace('\\', "/"))
    }

    fn ask(&self, arguments: &[&str]) -> Result<String, Trouble> {
        ask(&self.root, arguments)?
            .map_err(|said| Trouble::refused(format!("git {}: {said}", arguments.first().unwrap_or(&""))))
    }
}

/// What git answers, or why it does not.
fn ask(folder: &Path, arguments: &[&str]) -> Result<Result<String, String>, Trouble> {
    let output = run(folder, arguments)?;
    Ok(if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        let line = said.lines().next().unwrap_or("it fails").trim_start_matches("fatal: ");
        Err(line.to_owned())
    })
}

fn run(folder: &Path, arguments: &[&str]) -> Result<Output, Trouble> {
    // A variable that a hook of git sets would lead to another repository.
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .env("LC_ALL", "C")
        .output();
    output.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Trouble::refused_with(
            "git is not installed, or not in PATH",
            "Comparing with a base needs it: install it, or use --pending or --all.",
        ),
        _ => Trouble::File { doing: "run", path: "git".into(), error },
    })
}

fn no_base(folder: &Path, base: &str) -> Trouble {
    let advice = match base.split_once('/') {
        Some((remote, branch)) => {
            format!("Fetch it with `git fetch {remote} {branch}`, or name another base.")
        }
        None => format!("Name one that is there: a branch, a tag, a commit, such as origin/{base}."),
    };
    Trouble::refused_with(format!("git knows no \"{base}\""), advice + shallow(folder))
}

fn no_common_commit(folder: &Path, base: &str) -> Trouble {
    let advice = format!("Is \"{base}\" a branch of the same repository?");
    Trouble::refused_with(format!("HEAD and \"{base}\" have no commit in common"), advice + shallow(folder))
}

/// Continuous integration fetches one commit unless it is told otherwise.
fn shallow(folder: &Path) -> &'static str {
    match ask(folder, &["rev-parse", "--is-shallow-repository"]) {
        Ok(Ok(answer)) if answer.trim() == "true" => {
            "\nThis clone is shallow: run `git fetch --unshallow`, or have the checkout fetch all history (`fetch-depth: 0`)."
        }
        _ => "",
    }
}
