//! What is there against what was locked.

use std::collections::{BTreeMap, BTreeSet};

use crate::lock_file::LockFile;
use crate::record::Recorded;
use crate::violation::Violation;

/// A migration as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Current {
    /// Its name without its extension.
    pub name: String,
    /// The checksum of what it does.
    pub checksum: String,
    /// The files that the lock file names for it, with what they are now; `None` for one that is gone.
    pub files: BTreeMap<String, Option<String>>,
}

/// What happened since the lock file was written, in the order of the migrations; those that are gone come last.
/// `recorded` is what the database has on record of those that it ran.
pub fn judge(lock: &LockFile, now: &[Current], recorded: &[Recorded]) -> Vec<Violation> {
    let mut found = Vec::new();
    let last = now.iter().rposition(|one| lock.migrations.contains_key(&one.name));
    for (place, one) in now.iter().enumerate() {
        let migration = one.name.clone();
        let before = place.checked_sub(1).map(|before| now[before].name.clone());
        let Some(entry) = lock.migrations.get(&one.name) else {
            match last.filter(|last| *last > place) {
                Some(last) => found.push(Violation::Inserted { migration, last: now[last].name.clone() }),
                None => found.push(Violation::Unlocked { migration }),
            }
            continue;
        };
        if entry.checksum != one.checksum {
            found.push(Violation::Edited { migration, file: None });
        } else if let Some(file) = changed_file(&entry.files, &one.files) {
            found.push(Violation::Edited { migration, file: Some(file) });
        } else if let Some(ran) = unlike(lock, one, recorded) {
            found.push(Violation::Unlike { migration, at: ran.at.clone() });
        }
        // What is inserted or gone is told by itself.
        let is_locked =
            |name: &Option<String>| name.as_ref().is_none_or(|name| lock.migrations.contains_key(name));
        let is_there =
            |name: &Option<String>| name.as_ref().is_none_or(|name| now.iter().any(|one| one.name == *name));
        if entry.after != before && is_locked(&before) && is_there(&entry.after) {
            let (migration, knew) = (one.name.clone(), entry.after.clone());
            found.push(Violation::Parallel { migration, knew, before });
        }
    }
    let there: BTreeSet<&str> = now.iter().map(|one| one.name.as_str()).collect();
    let gone = lock.migrations.keys().filter(|name| !there.contains(name.as_str()));
    found.extend(gone.map(|name| Violation::Deleted { migration: name.clone() }));
    found
}

/// What the lock file `now` says otherwise than the one of the base, without an exception on record: somebody wrote it by
/// hand.
pub fn judge_against(base: &LockFile, now: &LockFile) -> Vec<Violation> {
    let mut found = Vec::new();
    for (name, entry) in &base.migrations {
        let accepted =
            |since: usize| now.accepted.iter().skip(since).any(|accepted| accepted.migration == *name);
        let migration = name.clone();
        match now.migrations.get(name) {
            _ if accepted(base.accepted.len()) => {}
            None => found.push(Violation::Deleted { migration }),
            Some(new) if new.checksum != entry.checksum => {
                found.push(Violation::Edited { migration, file: None });
            }
            Some(new) => {
                let files = new.files.iter().map(|(path, sum)| (path.clone(), Some(sum.clone()))).collect();
                if let Some(file) = changed_file(&entry.files, &files) {
                    found.push(Violation::Edited { migration, file: Some(file) });
                }
            }
        }
    }
    found
}

fn changed_file(locked: &BTreeMap<String, String>, now: &BTreeMap<String, Option<String>>) -> Option<String> {
    let changed = locked.iter().find(|(path, checksum)| now.get(*path) != Some(&Some((*checksum).clone())));
    changed.map(|(path, _)| path.clone())
}

fn unlike<'r>(lock: &LockFile, one: &Current, recorded: &'r [Recorded]) -> Option<&'r Recorded> {
    let ran = recorded.iter().find(|ran| ran.name == one.name)?;
    let is_known = ran.checksum == one.checksum || lock.former(&one.name).any(|was| was == ran.checksum);
    (!is_known).then_some(ran)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Entry;

    fn lock(entries: &[(&str, Option<&str>)]) -> LockFile {
        let mut lock = LockFile::new();
        for (name, after) in entries {
            let entry = Entry {
                checksum: format!("{name}-sum"),
                after: after.map(str::to_owned),
                files: BTreeMap::new(),
            };
            lock.migrations.insert((*name).to_owned(), entry);
        }
        lock
    }

    fn told(lock: &LockFile, now: &[&str]) -> Vec<String> {
        let now: Vec<Current> = now
            .iter()
            .map(|name| Current {
                name: name.trim_end_matches('!').to_owned(),
                checksum: format!("{name}-sum"),
                files: BTreeMap::new(),
            })
            .collect();
        judge(lock, &now, &[]).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_happened_is_told() {
        let chain = lock(&[("1", None), ("2", Some("1")), ("4", Some("2"))]);
        let rows: &[(&[&str], &[&str])] = &[
            (&["1", "2", "4"], &[]),
            (&["1", "2", "4", "5"], &["5 is not in rungs.lock"]),
            (&["1", "2!", "4"], &["2 was edited after it was locked"]),
            (&["1", "2", "3", "4"], &["3 is new, but stands before 4, which is locked"]),
            (&["1", "4"], &["2 is locked, but its file is gone"]),
            (&["1", "2"], &["4 is locked, but its file is gone"]),
        ];
        for (now, says) in rows {
            assert_eq!(&told(&chain, now), says, "{now:?}");
        }
        let merged = lock(&[("1", None), ("2", Some("1")), ("3", Some("1"))]);
        assert_eq!(told(&merged, &["1", "2", "3"]), ["3 was written after 1, and now stands after 2"]);
    }

    #[test]
    fn a_lock_file_reads_as_it_was_written() {
        let mut lock = lock(&[("1", None), ("2 \"x\"", Some("1"))]);
        lock.baseline = Some("1".to_owned());
        lock.accepted.push(crate::Accepted {
            migration: "1".to_owned(),
            what: crate::What::Edited,
            because: "a\nb".to_owned(),
            was: Some("x".to_owned()),
        });
        assert_eq!(LockFile::parse(&lock.render()).expect("a lock file"), lock);
        assert!(LockFile::parse("<<<<<<< HEAD\n").is_err());
    }
}
