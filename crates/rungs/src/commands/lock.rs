use std::collections::BTreeMap;

use rungs_history::{Accepted, Entry, LockFile, OldFinding, Violation, What, judge};

use super::{Context, Report};
use crate::arguments::Lock;
use crate::diagnostics::Trouble;
use crate::output::findings::{Finding, Findings, Place, Severity};
use crate::project::{History, Project};

/// The name under which what happened to locked migrations is found.
pub(super) const RULE: &str = "immutable-history";

const WHY: &str = "A migration that some databases have run and others have not must do the same in both: what is written stays \
                   as it was written, and new ones come last.";

/// `rungs lock`: writes down what the migrations are, or says what happened to them since.
pub(super) async fn run(context: &Context, lock: Lock) -> Result<Report, Trouble> {
    let project = Project::open_without_database(context).await?;
    let mut history = project.history().await?;
    if lock.check {
        return Ok(Report::Found(check(&history, lock.format)));
    }
    let before = history.lock.clone();
    let mut file = before.clone().unwrap_or_else(LockFile::new);
    let said = if let Some(name) = &lock.accept {
        let because = lock.because.as_deref().unwrap_or_default();
        accept(context, &mut history, &mut file, rungs_run::stem(name), because).await?
    } else if lock.baseline {
        let findings = super::lint::all(context, &project).await?;
        baseline(&mut history, &mut file, findings)?
    } else {
        update(&project, &mut history, &mut file)?
    };
    if before.as_ref() == Some(&file) && history.path.exists() {
        return Ok(Report::Text(said));
    }
    std::fs::write(&history.path, file.render()).map_err(|error| Trouble::File {
        doing: "write",
        path: history.path.clone(),
        error,
    })?;
    Ok(Report::Text(said))
}

/// What happened to what was locked, as findings.
pub(super) fn check(history: &History, format: crate::output::findings::Format) -> Findings {
    let found = match &history.lock {
        Some(_) => history.violations(&[]).iter().map(|one| finding(history, one)).collect(),
        None => vec![no_lock()],
    };
    let looked_at = history.now.iter().map(|one| one.name.clone()).collect();
    Findings { found, looked_at, format, deny_warnings: false }
}

fn no_lock() -> Finding {
    Finding {
        rule: RULE.to_owned(),
        severity: Severity::Error,
        migration: None,
        place: None,
        message: "there is no rungs.lock".to_owned(),
        why: WHY.to_owned(),
        fix: Some("Run `rungs lock` and commit rungs.lock.".to_owned()),
    }
}

/// A violation as a finding.
pub(super) fn finding(history: &History, violation: &Violation) -> Finding {
    let file = history.file(violation.migration());
    Finding {
        rule: RULE.to_owned(),
        severity: Severity::Error,
        migration: Some(violation.migration().to_owned()),
        place: file.map(|file| Place { file: file.to_owned(), line: 1, column: 1 }),
        message: violation.to_string(),
        why: WHY.to_owned(),
        fix: Some(violation.advice()),
    }
}

/// Adds what is new. What is locked in the last commit may not have changed; what is not is nobody's yet.
fn update(project: &Project, history: &mut History, file: &mut LockFile) -> Result<String, Trouble> {
    // Without git, what is locked counts as committed.
    let committed = project.lock_at("HEAD").unwrap_or_else(|_| Some(file.clone())).unwrap_or_default();
    let frozen = if file.accepted.len() > committed.accepted.len() { &*file } else { &committed };
    let violations: Vec<Violation> =
        judge(frozen, &history.now, &[]).into_iter().filter(Violation::stops_runs).collect();
    if !violations.is_empty() {
        let said: Vec<String> = violations.iter().map(ToString::to_string).collect();
        let advice: Vec<String> = violations.iter().map(Violation::advice).collect();
        return Err(Trouble::refused_with(said.join("\n"), advice.join("\n")));
    }
    let entries = history.entries()?;
    let is_new = |name: &&String| !file.migrations.contains_key(*name);
    let added: Vec<&String> = entries.keys().filter(is_new).collect();
    let changed = entries.iter().filter(|(name, entry)| {
        file.migrations
            .get(*name)
            .is_some_and(|old| old.checksum != entry.checksum || old.files != entry.files)
    });
    let changed: Vec<&String> = changed.map(|(name, _)| name).collect();
    let mut said = Vec::new();
    said.extend(added.iter().map(|name| format!("Locked {name}")));
    said.extend(changed.iter().map(|name| format!("Locked {name} as it is now")));
    let text = if said.is_empty() {
        format!("{} locked, nothing new", count(entries.len()))
    } else {
        said.join("\n")
    };
    file.migrations = entries;
    Ok(text)
}

fn baseline(
    history: &mut History,
    file: &mut LockFile,
    findings: Vec<OldFinding>,
) -> Result<String, Trouble> {
    if !file.accepted.is_empty() || file.baseline.is_some() {
        return Err(Trouble::refused_with(
            "rungs.lock has a history of its own already",
            "A baseline is drawn once, when Rungs is adopted. To draw it anew, delete rungs.lock first.",
        ));
    }
    file.migrations = history.entries()?;
    file.baseline = history.now.last().map(|one| one.name.clone());
    file.finding = findings;
    file.finding.sort();
    Ok(format!(
        "{} locked as the baseline, with {}: from here on only new migrations are judged",
        count(file.migrations.len()),
        match file.finding.len() {
            1 => "1 finding".to_owned(),
            number => format!("{number} findings"),
        }
    ))
}

/// Puts an exception on record.
async fn accept(
    context: &Context,
    history: &mut History,
    file: &mut LockFile,
    name: &str,
    because: &str,
) -> Result<String, Trouble> {
    if because.trim().is_empty() {
        return Err(Trouble::refused_with(
            format!("why {name} may be an exception is not said"),
            "Say it with --because \"…\": it stays on record in rungs.lock.",
        ));
    }
    let of_it = |violations: Vec<Violation>| -> Vec<Violation> {
        violations.into_iter().filter(|one| one.migration() == name && one.acceptable().is_some()).collect()
    };
    let mut violations = of_it(history.violations(&[]));
    let mut was = file.migrations.get(name).map(|entry| entry.checksum.clone());
    if violations.is_empty() {
        // The files are as they were locked: it must be the database that has another one.
        let project = Project::open(context).await?;
        let recorded = project.recorded(context).await?;
        violations = of_it(history.violations(&recorded));
        was = recorded.into_iter().find(|ran| ran.name == name).map(|ran| ran.checksum);
    }
    if violations.is_empty() {
        return Err(Trouble::refused_with(
            format!("nothing happened to {name} that had to be accepted"),
            "`rungs lock --check` says what did.",
        ));
    }
    let entries = history.entries()?;
    for violation in &violations {
        let Some(what) = violation.acceptable() else { continue };
        apply(file, &entries, name);
        file.accepted.push(Accepted {
            migration: name.to_owned(),
            what,
            because: because.trim().to_owned(),
            was: was.clone().filter(|_| what == What::Edited),
        });
    }
    Ok(format!("Accepted {name}: {}", because.trim()))
}

/// Takes the migration as it is, and those before and behind it for what they stand beside.
fn apply(file: &mut LockFile, entries: &BTreeMap<String, Entry>, name: &str) {
    match entries.get(name) {
        Some(entry) => {
            file.migrations.insert(name.to_owned(), entry.clone());
        }
        None => {
            file.migrations.remove(name);
        }
    }
    // The one behind it stands after it now, or after what stood before it.
    for (other, entry) in entries {
        let stands_behind = entry.after.as_deref() == Some(name);
        if let Some(locked) = file.migrations.get_mut(other)
            && (stands_behind || locked.after.as_deref() == Some(name))
        {
            locked.after.clone_from(&entry.after);
        }
    }
}

fn count(number: usize) -> String {
    format!("{number} migration{}", if number == 1 { "" } else { "s" })
}
