//! What was touched, and what it is now.

use rungs_postgres::{Row, Statement};

use crate::error::Error;
use crate::snapshot::{DEFINITIONS, Keyed, Reading};

/// What changed after a position.
#[derive(Default)]
pub(super) struct Changes {
    /// The last position; nothing where nothing was noted.
    pub(super) position: Option<i64>,
    /// Privileges were given or taken, of what is not said.
    pub(super) privileges: bool,
    /// Something of a kind that is read as a whole was touched.
    pub(super) rare: bool,
    /// Anything may have changed.
    pub(super) everything: bool,
    /// Functions were touched.
    pub(super) functions: bool,
    /// The names of roles and tablespaces, digested.
    pub(super) shared: (String, String),
    /// The oids of what was touched and what depends on it.
    pub(super) touched: Touched,
    /// The records that these oids stand for, as they are now.
    pub(super) records: Vec<Keyed>,
}

/// Oids, in their order: what is new has high ones, so that most others are told from them at once.
#[derive(Default)]
pub(super) struct Touched(Vec<u32>);

impl Touched {
    /// Whether a record stands for one of them.
    pub(super) fn has(&self, keyed: &Keyed) -> bool {
        let (Some(first), Some(last)) = (self.0.first(), self.0.last()) else { return false };
        let near = |key: &u32| (first..=last).contains(&key);
        keyed.keys.iter().any(|key| near(key) && self.0.binary_search(key).is_ok())
    }

    /// As PostgreSQL writes an array.
    pub(super) fn as_array(&self) -> String {
        let oids: Vec<String> = self.0.iter().map(u32::to_string).collect();
        format!("{{{}}}", oids.join(","))
    }
}

/// How far changes reach.
pub(super) enum Reach {
    Everything,
    Touched,
}

/// Reads what changed after `position`.
pub(super) async fn since(reading: &Reading<'_>, position: i64) -> Result<Changes, Error> {
    let asked = format!("SELECT kind, item FROM pg_rungs.changes({position})");
    let results = reading.session.execute(&Statement::new(asked)).await?;
    let mut changes = Changes::default();
    for row in results.iter().flat_map(|result| &result.rows) {
        changes.take(reading, row)?;
    }
    Ok(changes)
}

impl Changes {
    fn take(&mut self, reading: &Reading<'_>, row: &Row) -> Result<(), Error> {
        let kind: i16 = row.get(0).and_then(|kind| kind.parse().ok()).unwrap_or_default();
        let item = row.get(1).unwrap_or_default();
        match kind {
            -2 => {
                let known: Vec<Option<String>> = read(item)?;
                let known = |place: usize| known.get(place).cloned().flatten();
                let holds = |place: usize| known(place).as_deref() == Some("true");
                self.position = known(0).and_then(|position| position.parse().ok());
                (self.privileges, self.rare, self.everything) = (holds(1), holds(2), holds(3));
                self.functions = holds(4);
                self.shared = (known(5).unwrap_or_default(), known(6).unwrap_or_default());
            }
            -1 => {
                self.touched = Touched(read(item)?);
                self.touched.0.sort_unstable();
            }
            _ => {
                let definition = usize::try_from(kind).ok().and_then(|place| DEFINITIONS.get(place));
                let Some(definition) = definition else {
                    return Err(Error::Changes(format!("the kind {kind}")));
                };
                self.records.extend(reading.record(definition, &read::<Vec<_>>(item)?)?);
            }
        }
        Ok(())
    }
}

pub(super) fn read<T: serde::de::DeserializeOwned>(item: &str) -> Result<T, Error> {
    serde_json::from_str(item).map_err(|error| Error::Changes(error.to_string()))
}

/// The records of `old` that are not `gone`, with `new` in their places; both are in the order of a snapshot. A record that
/// is as it was stays the one that it was, so that it is known to be equal without a look.
pub(super) fn merge(old: &[Keyed], new: Vec<Keyed>, gone: impl Fn(&Keyed) -> bool) -> Vec<Keyed> {
    let mut merged = Vec::with_capacity(old.len() + new.len());
    let mut rest = old;
    for mut keyed in new {
        let identity = keyed.record.object.identity();
        let place = rest.partition_point(|before| before.record.object.identity() < identity);
        let (before, behind) = rest.split_at(place);
        merged.extend(before.iter().filter(|before| !gone(before)).cloned());
        rest = behind;
        if let Some((same, behind)) = rest.split_first()
            && same.record.object.identity() == identity
        {
            rest = behind;
            if same.record == keyed.record {
                keyed.record = same.record.clone();
            }
        }
        merged.push(keyed);
    }
    merged.extend(rest.iter().filter(|before| !gone(before)).cloned());
    merged
}
