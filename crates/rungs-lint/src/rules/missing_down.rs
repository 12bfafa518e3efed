//! What changes the schema has a way back.

use rungs_run::Down;

use crate::facts::Facts;
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "missing-down",
    group: Group::Conventions,
    level: Level::Error,
    text: include_str!("missing-down.md"),
    check,
};

const FIX: &str = "export async function down(knex: Knex): Promise<void> {\n  // undo what up did, last first\n}\n// or, where there is no way back:\nexport const irreversible = \"why\";";

fn check(facts: &Facts) -> Vec<Found> {
    let judged =
        facts.migrations.iter().enumerate().filter(|(_, migration)| migration.irreversible.is_none());
    judged
        .filter_map(|(index, migration)| {
            let message = match migration.down {
                Down::Missing => "there is no `down`",
                Down::Empty if migration.changed_schema => "`down` is empty, but `up` changed the schema",
                _ => return None,
            };
            let down = migration.source.as_ref().and_then(|text| text.line_of("down"));
            let mut made = migration.whole(index);
            if let (Some(origin), Some(line)) = (&mut made.origin, down) {
                origin.line = line;
            }
            Some(Found { made, message: message.to_owned(), fix: FIX.to_owned() })
        })
        .collect()
}
