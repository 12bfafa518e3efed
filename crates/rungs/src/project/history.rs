//! The project's history: what `rungs.lock` says of its migrations, and what they are.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use rungs_history::{Current, Entry, LockFile, Record, Recorder, Violation, judge};
use rungs_js::Fingerprinter;
use rungs_run::Migration;

use super::checksums::Checksums;
use super::git::Git;
use super::{Project, RunnerLease};
use crate::arguments::Run;
use crate::commands::Context;
use crate::diagnostics::Trouble;

const NAME: &str = "rungs.lock";

/// A project's migrations as they are, beside what was locked.
pub struct History {
    /// Where `rungs.lock` is, or would be.
    pub path: PathBuf,
    /// What it says; `None` where there is none.
    pub lock: Option<LockFile>,
    /// The migrations, in their order.
    pub now: Vec<Current>,
    files: Vec<Option<PathBuf>>,
    checksums: Checksums,
}

/// Which way migrations are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Up: what was changed is refused, what runs is put on record.
    Up,
    /// Down: what is undone is taken off the record.
    Down,
}

impl Project {
    /// Reads `rungs.lock` and the migrations. Nothing is run, no engine started.
    ///
    /// # Errors
    /// When a file cannot be read, or the lock file is none.
    pub async fn history(&self) -> Result<History, Trouble> {
        let path = self.place.project_folder().join(NAME);
        let lock = match std::fs::read_to_string(&path) {
            Ok(text) => Some(parsed(&text)?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(Trouble::File { doing: "read", path, error }),
        };
        let list = self.list().await?;
        History::of(path, lock, &list)
    }

    /// A runner that minds `rungs.lock`, where there is one. Whatever it refuses, it refuses before anything runs.
    ///
    /// # Errors
    /// What happened to migrations that were locked; else as [`Project::runner`].
    pub async fn guarded_runner(
        &self,
        context: &Context,
        run: Run,
        way: Way,
    ) -> Result<RunnerLease, Trouble> {
        if !self.place.project_folder().join(NAME).exists() {
            return self.runner(context, run).await;
        }
        let history = self.history().await?;
        if way == Way::Up {
            refuse(&history.violations(&[]))?;
        }
        let mut lease = self.runner(context, run).await?;
        let record = Record::new(&self.migrations);
        let hooks = self.front_end.hooks();
        let recorder = match way {
            Way::Up => {
                refuse(&history.violations(&record.read(&lease._connected.session).await?))?;
                let checksums = history.now.into_iter().map(|one| (one.name, one.checksum)).collect();
                Recorder::applying(hooks, record, checksums)
            }
            Way::Down => Recorder::undoing(hooks, record),
        };
        lease.runner = lease.runner.with_hooks(Rc::new(recorder));
        Ok(lease)
    }

    /// The document that tells what breaks.
    pub fn changelog(&self) -> PathBuf {
        let named = self.place.rungs_toml.changelog();
        named.unwrap_or_else(|| self.place.project_folder().join("docs/BREAKING_CHANGES.md"))
    }

    /// What new work is compared with where nobody says: the remote's default branch.
    pub fn default_base(&self) -> Option<String> {
        Git::default_base(self.place.project_folder())
    }

    /// What the database has on record.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub async fn recorded(&self, context: &Context) -> Result<Vec<rungs_history::Recorded>, Trouble> {
        let connected = self.connect(context).await?;
        Ok(Record::new(&self.migrations).read(&connected.session).await?)
    }

    /// The lock file as a base of the git repository has it; `None` where it is not there, `Err` where there is no base.
    ///
    /// # Errors
    /// Where git or the base are not there, or the lock file is none.
    pub fn lock_at(&self, base: &str) -> Result<Option<LockFile>, Trouble> {
        let path = self.place.project_folder().join(NAME);
        let content = Git::since(self.place.project_folder(), base)?.content(&path)?;
        content.map(|bytes| parsed(&String::from_utf8_lossy(&bytes))).transpose()
    }
}

fn parsed(text: &str) -> Result<LockFile, Trouble> {
    LockFile::parse(text).map_err(|error| {
        let advice = match error {
            rungs_history::LockError::Conflict => {
                "Keep the lines of both sides, and run `rungs lock --check`: it says whether the migrations go together."
            }
            rungs_history::LockError::Version(_) => "Install a newer Rungs.",
            _ => "Restore it with `git checkout rungs.lock`.",
        };
        Trouble::refused_with(error.to_string(), advice)
    })
}

/// Nothing runs where there is one that stops it.
fn refuse(violations: &[Violation]) -> Result<(), Trouble> {
    let stopping: Vec<&Violation> = violations.iter().filter(|one| one.stops_runs()).collect();
    if stopping.is_empty() {
        return Ok(());
    }
    let said: Vec<String> = stopping.iter().map(ToString::to_string).collect();
    let mut advice: Vec<String> = stopping.iter().map(|one| one.advice()).collect();
    advice.dedup();
    Err(Trouble::refused_with(said.join("\n"), advice.join("\n")))
}

impl History {
    fn of(path: PathBuf, lock: Option<LockFile>, list: &[Rc<dyn Migration>]) -> Result<Self, Trouble> {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let mut checksums = Checksums::open(&folder);
        let mut now = Vec::with_capacity(list.len());
        for migration in list {
            let checksum = match migration.path() {
                Some(file) => checksums.of(file)?,
                // A source of the project's own shows its code to nobody.
                None => String::new(),
            };
            let locked = lock.as_ref().and_then(|lock| lock.migrations.get(migration.stem()));
            let mut files = BTreeMap::new();
            for file in locked.iter().flat_map(|entry| entry.files.keys()) {
                files.insert(file.clone(), checksums.of(&folder.join(file)).ok());
            }
            now.push(Current { name: migration.stem().to_owned(), checksum, files });
        }
        checksums.save();
        let files = list.iter().map(|migration| migration.path().map(Path::to_owned)).collect();
        Ok(Self { path, lock, now, files, checksums })
    }

    /// What happened to what was locked. Without a lock file, nothing.
    pub fn violations(&self, recorded: &[rungs_history::Recorded]) -> Vec<Violation> {
        self.lock.as_ref().map_or_else(Vec::new, |lock| judge(lock, &self.now, recorded))
    }

    /// Whether a migration was there when Rungs was adopted.
    pub fn is_of_baseline(&self, migration: &str) -> bool {
        self.lock.as_ref().is_some_and(|lock| lock.is_of_baseline(migration))
    }

    /// Takes those of the baseline out of a selection.
    pub fn spare_the_baseline(&self, migrations: &[Rc<dyn Migration>], selected: &mut [bool]) {
        for (migration, selected) in migrations.iter().zip(selected) {
            *selected &= !self.is_of_baseline(migration.stem());
        }
    }

    /// The file of a migration, if it has one and is there.
    pub fn file(&self, migration: &str) -> Option<&Path> {
        let place = self.now.iter().position(|one| one.name == migration)?;
        self.files.get(place)?.as_deref()
    }

    /// The line of each migration as it is now.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn entries(&mut self) -> Result<BTreeMap<String, Entry>, Trouble> {
        let fingerprinter = Fingerprinter::default();
        let folder = self.path.parent().unwrap_or(Path::new("")).to_owned();
        let mut known: HashMap<PathBuf, Vec<PathBuf>> = HashMap::new();
        let mut entries = BTreeMap::new();
        for place in 0..self.now.len() {
            let mut files = BTreeMap::new();
            if let Some(file) = &self.files[place] {
                for needed in closure(file, &fingerprinter, &mut known) {
                    files.insert(relative(&folder, &needed), self.checksums.of(&needed)?);
                }
            }
            let entry = Entry {
                checksum: self.now[place].checksum.clone(),
                after: place.checked_sub(1).map(|before| self.now[before].name.clone()),
                files,
            };
            entries.insert(self.now[place].name.clone(), entry);
        }
        self.checksums.save();
        Ok(entries)
    }
}

/// All that `file` needs, and what that needs.
fn closure(
    file: &Path,
    fingerprinter: &Fingerprinter,
    known: &mut HashMap<PathBuf, Vec<PathBuf>>,
) -> Vec<PathBuf> {
    let real = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let mut open = vec![real.clone()];
    let mut all: Vec<PathBuf> = Vec::new();
    while let Some(path) = open.pop() {
        let needs = known.entry(path.clone()).or_insert_with(|| {
            std::fs::read(&path).map(|bytes| fingerprinter.of(&path, &bytes).needs).unwrap_or_default()
        });
        for needed in needs.iter() {
            if *needed != real && !all.contains(needed) {
                all.push(needed.clone());
                open.push(needed.clone());
            }
        }
    }
    all
}

/// The way from `folder` to `file`, with slashes.
fn relative(folder: &Path, file: &Path) -> String {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let ups = folder.ancestors().position(|above| file.starts_with(above)).unwrap_or(0);
    let above = folder.ancestors().nth(ups).unwrap_or(&folder);
    let inside = file.strip_prefix(above).unwrap_or(file).to_string_lossy().replace('\\', "/");
    format!("{}{inside}", "../".repeat(ups))
}
