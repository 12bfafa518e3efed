//! Keys grow with time.

use crate::facts::Facts;
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};
use crate::schema::{Column, ConstraintKind};
use crate::settings::Ids;

pub(super) const RULE: Rule = Rule {
    name: "time-ordered-id",
    group: Group::Conventions,
    level: Level::Error,
    text: include_str!("time-ordered-id.md"),
    check,
};

/// The first major version that has `uuidv7()`.
const HAS_UUIDV7: u32 = 18;

/// `uuidv7()` for older servers: RFC 9562, 5.7. Milliseconds since 1970 take the place of a random UUID's first 48 bits, and its
/// version becomes 7.
const UUIDV7: &str = "\
await knex.raw(`
  CREATE FUNCTION uuidv7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
    SELECT encode(
      set_bit(
        set_bit(
          overlay(uuid_send(gen_random_uuid())
            PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
          52, 1),
        53, 1),
      'hex')::uuid
  $$`);
";

fn check(facts: &Facts) -> Vec<Found> {
    let keys =
        facts.made_constraints().filter(|(_, constraint, _)| constraint.kind == ConstraintKind::PrimaryKey);
    keys.filter(|(table, ..)| !table.is_partition)
        .flat_map(|(table, key, made)| {
            let columns = key.columns.iter().filter_map(|number| table.column(*number));
            // A part of a key that counts up, such as a line's number, is no id.
            let is_whole = key.columns.len() == 1;
            columns
                .filter_map(|column| Some((column, trouble(column, facts.conventions.ids, is_whole)?)))
                .map(|(column, trouble)| {
                    let names = [column.name.as_str(), &table.name];
                    let key =
                        crate::schema::Key::part(crate::schema::KeyClass::Column, table.oid, column.number);
                    Found {
                        // The default may have been put on a column that was there.
                        made: facts.made(&key, &names).unwrap_or_else(|| made.clone()),
                        message: format!("key `{}.{}` {trouble}", table.written_name(), column.name),
                        fix: fix(facts, column),
                    }
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// What is wrong with the values that a key gets, as a predicate.
fn trouble(column: &Column, ids: Ids, is_whole: bool) -> Option<String> {
    let Some(sample) = column.sample.as_deref() else {
        let counts =
            column.is_generated || column.default.as_deref().is_some_and(|text| text.starts_with("nextval("));
        let wanted = match ids {
            Ids::TimeOrdered => return None,
            Ids::Uuidv7 => "a UUIDv7",
            Ids::Ulid => "a ULID",
        };
        return (counts && is_whole).then(|| format!("counts up, and is to be {wanted}"));
    };
    let version = uuid_version(sample);
    let is_ulid = is_ulid(sample);
    match (version, ids) {
        (Some('7'), Ids::TimeOrdered | Ids::Uuidv7) | (Some('6'), Ids::TimeOrdered) => None,
        (Some('4'), _) => Some("has a random default: its values are UUIDs of version 4".to_owned()),
        (Some(version @ '1'..='8'), Ids::Ulid) => {
            Some(format!("is to be a ULID, and its default gives UUIDs of version {version}"))
        }
        (Some(version), Ids::TimeOrdered | Ids::Uuidv7) => Some(format!(
            "has a default that does not grow with time: its values are UUIDs of version {version}"
        )),
        (None, Ids::Uuidv7) if is_ulid => Some("is to be a UUIDv7, and its default gives ULIDs".to_owned()),
        _ => None,
    }
}

/// The version of a UUID in its text form (RFC 9562, 4.2).
fn uuid_version(text: &str) -> Option<char> {
    let is_uuid = text.len() == 36
        && text.char_indices().all(|(at, c)| match at {
            8 | 13 | 18 | 23 => c == '-',
            _ => c.is_ascii_hexdigit(),
        });
    text.chars().nth(14).filter(|_| is_uuid)
}

/// Whether it is a ULID's text form: 26 signs of Crockford's base 32.
fn is_ulid(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_alphanumeric() && !"ILOUilou".contains(c);
    text.len() == 26 && text.chars().all(sign)
}

fn fix(facts: &Facts, column: &Column) -> String {
    let table = format!("table.uuid(\"{}\").primary().defaultTo(knex.raw(\"uuidv7()\"));", column.name);
    match facts.conventions.ids {
        Ids::Ulid => {
            format!("table.string(\"{}\", 26).primary(); // a ULID that the application makes", column.name)
        }
        _ if facts.schema.major >= HAS_UUIDV7 => table,
        _ => format!("{UUIDV7}{table}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_ids_are_told_by_their_values() {
        assert_eq!(uuid_version("0190a5b2-7c3e-7abc-8def-0123456789ab"), Some('7'));
        assert_eq!(uuid_version("not a uuid"), None);
        assert!(is_ulid("01ARZ3NDEKTSV4RRFFQ69G5FAV") && !is_ulid("01ARZ3NDEKTSV4RRFFQ69G5FAI"));
    }
}
