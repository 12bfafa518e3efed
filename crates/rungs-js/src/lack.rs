use std::{
    cell::RefCell,
    fmt,
    path::{Path, PathBuf},
};

use crate::stack::Frame;

/// What the project's files asked for that Node has and this engine cannot have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// What it is.
    pub kind: LackKind,
    /// The package that one of the project's own files asked for last: it led there, unless it is `None`.
    pub module: Option<String>,
    /// Where that file asked for it, or for the builtin.
    pub place: Option<Frame>,
}

/// The kinds of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LackKind {
    /// A compiled addon, by its file, or by what it was asked for where none was found.
    Addon(PathBuf),
    /// A builtin module, by its name without `node:`.
    Builtin(String),
    /// A builtin module that one of the project's own files names, as it will not do for nothing.
    NamedBuiltin(String),
    /// A global.
    Global(String),
}

impl Lack {
    /// Whether the file is of no use without it, though it could be loaded.
    pub fn is_certain(&self) -> bool {
        matches!(self.kind, LackKind::NamedBuiltin(_))
    }
}

impl fmt::Display for Lack {
    /// `sharp needs the compiled addon …/sharp.node, which only Node can load`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by = |f: &mut fmt::Formatter<'_>| match &self.module {
            Some(module) => write!(f, "{module} needs "),
            None => Ok(()),
        };
        match &self.kind {
            LackKind::Addon(file) if file.is_absolute() => {
                by(f)?;
                write!(f, "the compiled addon {}, which only Node can load", file.display())
            }
            LackKind::Addon(_) => {
                by(f)?;
                f.write_str("a compiled addon, which only Node can load")
            }
            LackKind::Builtin(name) => {
                by(f)?;
                write!(f, "the module node:{name}, which only Node has")
            }
            LackKind::NamedBuiltin(name) => write!(f, "the module node:{name} is there only in Node"),
            LackKind::Global(name) => {
                by(f)?;
                write!(f, "{name}, which only Node has")
            }
        }
    }
}

/// Builtins that the sandbox has nothing to do with, and that this engine lacks. What reaches the network or starts
/// programs is not among them: it is refused, not missing.
const MISSING: &[&str] = &["domain", "inspector", "trace_events", "v8", "vm", "wasi"];

/// Whether a builtin is one that Node has and this engine cannot have.
pub(crate) fn is_missing(builtin: &str) -> bool {
    MISSING.contains(&builtin)
}

/// Remembers the first thing that was missing.
#[derive(Debug, Default)]
pub(crate) struct Lacking {
    /// What one of the project's own files asked for last, and where.
    asked: RefCell<Option<(String, Option<Frame>)>>,
    first: RefCell<Option<Lack>>,
}

impl Lacking {
    /// A file of the project's own asks for a package.
    pub fn own_file_asks(&self, module: &str, place: Option<Frame>) {
        self.asked.replace(Some((module.to_owned(), place)));
    }

    /// Something is missing.
    pub fn note(&self, kind: LackKind) {
        let (module, place) = self.asked.borrow().clone().unzip();
        self.first.borrow_mut().get_or_insert(Lack { kind, module, place: place.flatten() });
    }

    /// A file of the project's own names what is missing.
    pub fn note_named(&self, builtin: &str, place: Option<Frame>) {
        let kind = LackKind::NamedBuiltin(builtin.to_owned());
        self.first.borrow_mut().get_or_insert(Lack { kind, module: None, place });
    }

    /// What was missing since it was last taken.
    pub fn first(&self) -> Option<Lack> {
        self.first.borrow().clone()
    }

    /// The same; from now on nothing was missing.
    pub fn take(&self) -> Option<Lack> {
        self.asked.take();
        self.first.take()
    }
}

/// Whether a file is the team's own, not a package's.
pub(crate) fn is_own(file: &Path) -> bool {
    !file.components().any(|part| part.as_os_str() == "node_modules")
}
