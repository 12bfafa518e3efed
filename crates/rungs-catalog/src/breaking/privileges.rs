//! Who may do less than before.

use std::collections::BTreeMap;

use super::changes::{Changes, same};
use super::{Breaking, BreakingKind};
use crate::kind::Kind;
use crate::object::Object;
use crate::snapshot::{Record, Snapshot};

/// What a grant is on, and to whom.
type Key = (Option<String>, Kind, String, String);

/// The record of a grant, with what it gives.
struct Given<'a> {
    record: &'a Record,
    privileges: Vec<String>,
    object: String,
}

impl Changes<'_> {
    pub(super) fn privileges(&self, found: &mut Vec<Breaking>) {
        let after =
            given(self.after, |schema, kind, name| (schema.map(str::to_owned), kind, name.to_owned()));
        let before = given(self.before, |schema, kind, name| {
            let (schema, name) = self.new_name(schema, kind, name);
            (schema.map(str::to_owned), kind, name.to_owned())
        });
        for (key, was) in &before {
            let (schema, kind, name, grantee) = key;
            if !self.stands_now(schema.as_deref(), *kind, name) {
                continue;
            }
            let left: &[String] = after.get(key).map_or(&[], |given| &given.privileges);
            let all = |list: &[String]| list.iter().any(|privilege| privilege == "ALL");
            if all(left) {
                continue;
            }
            let lost: Vec<&str> =
                was.privileges.iter().filter(|one| !left.contains(one)).map(String::as_str).collect();
            if lost.is_empty() {
                continue;
            }
            let but = if all(&was.privileges) && !left.is_empty() {
                format!(" but {}", left.join(", "))
            } else {
                String::new()
            };
            let message = format!("revokes `{} ON {} FROM {grantee}`{but}", lost.join(", "), was.object);
            found.push(Breaking::new(&was.record.object, BreakingKind::Revoked, message));
        }
        self.revokes(found);
    }

    /// What PostgreSQL gives to everybody by itself, and is taken away.
    fn revokes(&self, found: &mut Vec<Breaking>) {
        for record in self.after.records().iter().filter(|record| record.object.kind == Kind::Revoke) {
            let object = &record.object;
            let Some(part) = &object.part_of else { continue };
            let owner = Object {
                kind: part.kind,
                schema: object.schema.clone(),
                part_of: None,
                name: part.name.clone(),
            };
            if same(object, self.before).is_none()
                && let Some(owner) = same(&owner, self.before)
            {
                let message = format!("revokes `{}`", object.name);
                found.push(Breaking::new(&owner.object, BreakingKind::Revoked, message));
            }
        }
    }

    /// A grant goes with its object, which is told.
    fn stands_now(&self, schema: Option<&str>, kind: Kind, name: &str) -> bool {
        self.after.records().iter().any(|record| {
            let object = &record.object;
            object.kind == kind && object.schema.as_deref() == schema && object.name == name
        })
    }
}

fn given<'a>(
    snapshot: &'a Snapshot,
    named: impl Fn(Option<&str>, Kind, &str) -> (Option<String>, Kind, String),
) -> BTreeMap<Key, Given<'a>> {
    let mut all: BTreeMap<Key, Given<'a>> = BTreeMap::new();
    for record in snapshot.records().iter().filter(|record| record.object.kind == Kind::Grant) {
        let object = &record.object;
        let (Some(part), Some((privileges, rest))) = (&object.part_of, object.name.split_once(" ON ")) else {
            continue;
        };
        let Some((written, grantee)) = rest.rsplit_once(" TO ") else { continue };
        let grantee = grantee.split(" GRANTED BY ").next().unwrap_or(grantee);
        let grantee = grantee.strip_suffix(" WITH GRANT OPTION").unwrap_or(grantee);
        let (schema, kind, name) = named(object.schema.as_deref(), part.kind, &part.name);
        let key = (schema, kind, name, grantee.to_owned());
        let given = all.entry(key).or_insert_with(|| Given {
            record,
            privileges: Vec::new(),
            object: written.to_owned(),
        });
        given.privileges.extend(privileges.split(", ").map(str::to_owned));
    }
    all
}
