//! Which migrations a command runs: pure functions of the project's list and the ledger.

use std::collections::HashSet;
use std::rc::Rc;

use crate::Error;
use crate::ledger::Entry;
use crate::migration::{Migration, stem};

type Migrations = Vec<Rc<dyn Migration>>;

/// Refuses a ledger with migrations that the project does not have.
pub(super) fn validate(all: &Migrations, completed: &[Entry]) -> Result<(), Error> {
    let known = stems(all);
    let names: Vec<String> = completed
        .iter()
        .filter(|entry| !known.contains(entry.stem()))
        .map(|entry| entry.name.clone())
        .collect();
    if names.is_empty() { Ok(()) } else { Err(Error::MissingFiles { names }) }
}

/// All that are not in the ledger, in the project's order.
pub(super) fn pending(all: &Migrations, completed: &[Entry]) -> Migrations {
    let done = done(completed);
    all.iter().filter(|migration| !done.contains(migration.stem())).cloned().collect()
}

/// All that are in the ledger, in the project's order.
pub(super) fn applied(all: &Migrations, completed: &[Entry]) -> Migrations {
    let done = done(completed);
    all.iter().filter(|migration| done.contains(migration.stem())).cloned().collect()
}

/// The next to apply, or the one named. None when the one named is applied already.
pub(super) fn next(all: &Migrations, completed: &[Entry], name: Option<&str>) -> Result<Migrations, Error> {
    let pending = pending(all, completed);
    let Some(name) = name else {
        return Ok(pending.into_iter().take(1).collect());
    };
    if completed.iter().any(|entry| is_called(&entry.name, name)) {
        return Ok(Vec::new());
    }
    match position(&pending, name) {
        Some(index) => Ok(vec![pending[index].clone()]),
        None => Err(Error::NotFound { name: name.to_owned() }),
    }
}

/// The last applied in the project's order, or the one named.
pub(super) fn last(all: &Migrations, completed: &[Entry], name: Option<&str>) -> Result<Migrations, Error> {
    let applied = applied(all, completed);
    let Some(name) = name else {
        return Ok(applied.last().cloned().into_iter().collect());
    };
    match position(&applied, name) {
        Some(index) => Ok(vec![applied[index].clone()]),
        None => Err(Error::NotRun { name: name.to_owned() }),
    }
}

/// All pending up to the one named, with it or without it.
pub(super) fn up_to(
    all: &Migrations,
    completed: &[Entry],
    name: &str,
    inclusive: bool,
) -> Result<Migrations, Error> {
    let Some(index) = position(all, name) else {
        return Err(Error::NotFound { name: name.to_owned() });
    };
    let end = if inclusive { index + 1 } else { index };
    let mut pending = pending(all, completed);
    let wanted = stems(&all[..end]);
    pending.retain(|migration| wanted.contains(migration.stem()));
    Ok(pending)
}

/// All applied, the last in the project's order first.
pub(super) fn every_batch(all: &Migrations, completed: &[Entry]) -> Migrations {
    let mut applied = applied(all, completed);
    applied.reverse();
    applied
}

/// Those of the last batch, the last written first.
pub(super) fn last_batch(all: &Migrations, completed: &[Entry]) -> Result<Migrations, Error> {
    let Some(batch) = completed.iter().map(|entry| entry.batch).max() else {
        return Ok(Vec::new());
    };
    completed
        .iter()
        .rev()
        .filter(|entry| entry.batch == batch)
        .map(|entry| {
            let file = all.iter().find(|migration| migration.stem() == entry.stem());
            file.cloned().ok_or_else(|| Error::FileGone { name: entry.name.clone() })
        })
        .collect()
}

fn done(completed: &[Entry]) -> HashSet<&str> {
    completed.iter().map(Entry::stem).collect()
}

fn stems(migrations: &[Rc<dyn Migration>]) -> HashSet<&str> {
    migrations.iter().map(|migration| migration.stem()).collect()
}

/// Where the migration called `name` is: the whole name, though with the extension of another build.
fn position(migrations: &[Rc<dyn Migration>], name: &str) -> Option<usize> {
    migrations.iter().position(|migration| is_called(migration.name(), name))
}

fn is_called(migration: &str, name: &str) -> bool {
    migration == name || (stem(name) != name && stem(migration) == stem(name))
}
