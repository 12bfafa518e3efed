//! What is collected about one migration before its places in the source are known.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rungs_catalog::{Difference, Mark, Object, Remark, Tracker};
use rungs_postgres::Origin;
use rungs_run::FrontEndError;

use crate::error::Error;
use crate::statements::{Statements, names};
use crate::verdict::{Code, Finding};

/// Findings and remarks, in the order in which they are told.
#[derive(Default)]
pub(crate) struct Said {
    findings: Vec<Told>,
    remarks: Vec<Told>,
}

enum Told {
    /// Its place is known.
    Whole(Finding),
    /// Something about an object.
    About { code: Code, message: String, object: Object },
}

impl Said {
    pub(crate) fn thrown(&mut self, code: Code, act: &str, error: &FrontEndError) {
        self.findings.push(Told::Whole(Finding::thrown(code, act, error)));
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// Takes in a difference, but for what is said already: what `down` did not undo shows in the second `up` too.
    pub(crate) fn difference(&mut self, code: Code, act: &str, difference: Difference) {
        let said: HashSet<Object> =
            self.findings.iter().chain(&self.remarks).filter_map(Told::object).collect();
        let is_said = |object: &Object| said.iter().any(|whole| whole == object || whole.holds(object));
        for finding in difference.findings.into_iter().filter(|finding| !is_said(&finding.object)) {
            let message = format!("{act} {finding}");
            self.findings.push(Told::About { code, message, object: finding.object });
        }
        for remark in difference.remarks {
            let message = format!("{act} {remark}");
            let object = match remark {
                Remark::ColumnOrder { table, .. } => table,
                Remark::Alters(finding) => finding.object,
            };
            if !is_said(&object) {
                self.remarks.push(Told::About { code, message, object });
            }
        }
    }

    /// Findings and remarks with their places. `before` is the state before `up`; `file` where no statement is known.
    pub(crate) async fn placed(
        self,
        tracker: &Tracker,
        before: &Mark,
        statements: &Statements,
        file: Option<&Path>,
    ) -> Result<(Vec<Finding>, Vec<Finding>), Error> {
        let place = Place { tracker, before, statements, file };
        Ok((place.all(self.findings).await?, place.all(self.remarks).await?))
    }
}

impl Told {
    fn object(&self) -> Option<Object> {
        match self {
            Told::About { object, .. } => Some(object.clone()),
            Told::Whole(_) => None,
        }
    }
}

struct Place<'a> {
    tracker: &'a Tracker,
    before: &'a Mark,
    statements: &'a Statements,
    file: Option<&'a Path>,
}

impl Place<'_> {
    async fn all(&self, told: Vec<Told>) -> Result<Vec<Finding>, Error> {
        let mut findings = Vec::with_capacity(told.len());
        for told in told {
            findings.push(match told {
                Told::Whole(finding) => finding,
                Told::About { code, message, object } => {
                    let origin = self.of(&object).await?;
                    let finding = Finding::new(code, message, origin.as_ref());
                    let file = finding.file.or_else(|| self.file.map(PathBuf::from));
                    Finding { object: Some(object.to_string()), file, ..finding }
                }
            });
        }
        Ok(findings)
    }

    /// The statement that names the object; else the one that was running when it was touched, such as a block; else the
    /// one that names its table, or at least says what kind of object it is about.
    async fn of(&self, object: &Object) -> Result<Option<Origin>, Error> {
        if let Some(origin) = self.statements.naming(object) {
            return Ok(Some(nearer(origin, object)));
        }
        let digests = self.tracker.statements_that_touched(object, self.before).await?;
        let running = self.statements.digested(&digests);
        let table = || self.statements.naming_table(object);
        Ok(running.or_else(table).or_else(|| self.statements.of_kind(object.kind)))
    }
}

/// How many lines a statement's call may have in which the object is looked for.
const LONGEST_CALL: usize = 200;

/// The line that names the object, within the call that became the statement: a column's, in the callback of its table.
fn nearer(origin: Origin, object: &Object) -> Origin {
    let Ok(text) = std::fs::read_to_string(&origin.file) else { return origin };
    let first = origin.line.saturating_sub(1) as usize;
    let mut depth = 0_i32;
    for (place, line) in text.lines().enumerate().skip(first).take(LONGEST_CALL) {
        if names(line, &object.name) {
            let column = line.find(|c: char| !c.is_whitespace()).unwrap_or_default() + 1;
            let column = if place == first { origin.column } else { column as u32 };
            return Origin { line: place as u32 + 1, column, ..origin };
        }
        depth += line.chars().map(|c| i32::from(c == '(') - i32::from(c == ')')).sum::<i32>();
        if depth <= 0 {
            break;
        }
    }
    origin
}
