//! Pages: Markdown files that explain a behaviour and are its test.
//!
//! ````markdown
//! # migrate:latest
//!
//! ```js migrations/20240101000000_users.js      ← a file of the project; here, before the first `##`, of every case
//! exports.up = (knex) => knex.schema.createTable("users", …);
//! ```
//!
//! ## Nothing to do                               ← a case
//!
//! ```console                                    ← commands, each with what Knex answered
//! $ knex migrate:latest
//! Batch 1 run: 1 migrations
//! $ knex migrate:latest
//! Already up to date
//! ```
//! ````
//!
//! Where Rungs differs on purpose the page says why, and has two blocks: `console knex` and `console rungs`.
mod console;
mod parse;

use std::path::{Path, PathBuf};

pub use console::{Step, render_steps};

use crate::Error;
use crate::tool::Tool;

/// The name of a page that stands in the folder of its project.
const IN_FOLDER: &str = "PAGE.md";

/// A page and its cases.
#[derive(Debug, Clone)]
pub struct Page {
    /// Where it was read.
    pub path: PathBuf,
    /// The file's name without `.md`.
    pub name: String,
    /// The folder that every case begins with a copy of: the page's own (`NAME/PAGE.md`), or the one that a line
    /// `<!-- project: PATH -->` names.
    pub folder: Option<PathBuf>,
    /// In the order of the page.
    pub cases: Vec<Case>,
    text: String,
}

/// One `##` section: a project and commands.
#[derive(Debug, Clone)]
pub struct Case {
    /// The heading.
    pub title: String,
    /// The project's files: those of the page, then those of the case. A later file replaces an earlier one of its path.
    pub files: Vec<File>,
    /// The commands, block by block.
    pub consoles: Vec<Console>,
}

impl Case {
    /// Whether its project depends on packages of the npm registry: what `tests/oracle` has installed.
    pub fn needs_packages(&self) -> bool {
        let manifest = self.files.iter().rev().find(|file| file.path == "package.json");
        manifest.is_some_and(|file| crate::tool::names_packages(&file.content))
    }
}

/// A file of a case's project.
#[derive(Debug, Clone)]
pub struct File {
    /// Relative to the project.
    pub path: String,
    /// The text of the block.
    pub content: String,
}

/// One `console` block.
#[derive(Debug, Clone)]
pub struct Console {
    /// Whose answers these are.
    pub speaker: Speaker,
    /// Commands and answers.
    pub steps: Vec<Step>,
    /// The lines of the page between the fences, zero-based, end exclusive.
    lines: std::ops::Range<usize>,
}

/// Whose answers a `console` block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// `console`: Knex's and Rungs' alike.
    Both,
    /// `console knex`: Knex's, where Rungs differs on purpose.
    Knex,
    /// `console rungs`: Rungs' alone, written by hand.
    Rungs,
}

impl Case {
    /// Whether Rungs and Knex answer alike throughout.
    pub fn is_shared(&self) -> bool {
        self.consoles.iter().all(|console| console.speaker == Speaker::Both)
    }
}

impl Speaker {
    /// Whether this block is played by `tool`.
    pub fn is_played_by(self, tool: &Tool) -> bool {
        match self {
            Self::Both => true,
            Self::Knex => tool.is_knex(),
            Self::Rungs => !tool.is_knex(),
        }
    }
}

impl Page {
    /// Reads a page.
    ///
    /// # Errors
    /// The file cannot be read, or a block has no end, or a command line cannot be split.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(Error::file(path))?;
        parse::parse_page(path, text)
    }

    /// Reads the pages of a folder, by name: every `NAME.md` but `README.md`, and every `NAME/PAGE.md`, which is told
    /// by its folder's name and whose cases begin with a copy of that folder.
    ///
    /// # Errors
    /// The folder or one of its pages cannot be read.
    pub fn read_all(folder: &Path) -> Result<Vec<Self>, Error> {
        let entries = std::fs::read_dir(folder).map_err(Error::file(folder))?;
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        let mut pages = Vec::new();
        for path in paths {
            if path.join(IN_FOLDER).is_file() {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let page = Self::read(&path.join(IN_FOLDER))?;
                pages.push(Self { name, folder: Some(path), ..page });
            } else if path.extension().is_some_and(|extension| extension == "md")
                && !path.ends_with("README.md")
            {
                pages.push(Self::read(&path)?);
            }
        }
        Ok(pages)
    }

    /// The page with the answers of some blocks replaced.
    pub fn with_answers(&self, answers: &[(&Console, Vec<Step>)]) -> String {
        let mut lines: Vec<String> = self.text.lines().map(str::to_owned).collect();
        for (console, steps) in answers.iter().rev() {
            lines.splice(console.lines.clone(), render_steps(steps).lines().map(str::to_owned));
        }
        lines.join("\n") + "\n"
    }
}
