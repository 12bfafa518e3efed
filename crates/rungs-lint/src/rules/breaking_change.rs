//! What breaks programs is said in words.

use rungs_trace::Traced;

use crate::facts::{Facts, MigrationFacts};
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "breaking-change",
    group: Group::Safety,
    level: Level::Error,
    text: include_str!("breaking-change.md"),
    check,
};

const FIX: &str = "/**\n * @breaking What changes, who is concerned, what to deploy first.\n */\nexport async function up(knex: Knex): Promise<void> {";

/// Commands that change what was there; blocks and functions may.
const CHANGES: &[&str] = &["ALTER", "DROP", "REVOKE"];

fn check(facts: &Facts) -> Vec<Found> {
    let mut found = Vec::new();
    for (index, migration) in facts.migrations.iter().enumerate() {
        if migration.source.as_ref().is_some_and(|text| text.has_words_for("breaking")) {
            continue;
        }
        for breaking in &migration.breaks {
            let object = &breaking.object;
            let mut names = vec![object.name.as_str()];
            names.extend(object.part_of.as_ref().map(|part| part.name.as_str()));
            found.push(Found {
                made: migration.place(index, breaks(migration, &names), &names),
                message: format!("this {breaking}, and no `@breaking` says so"),
                fix: FIX.to_owned(),
            });
        }
    }
    found
}

/// The statement that breaks what `names` tell, the most telling first: the last that changes something and names most of
/// it. What comes before it prepares it, or reads for the last time.
fn breaks<'a>(migration: &'a MigrationFacts, names: &[&str]) -> Option<&'a Traced> {
    let ran = migration.trace.statements.iter().filter(|traced| traced.failure.is_none() && !traced.is_read);
    let weight = |traced: &Traced| {
        let named = names.iter().filter(|name| traced.statement.sql.contains(**name)).count();
        let is_certain = traced.command.as_deref().is_some_and(|command| CHANGES.contains(&command));
        (named, u8::from(is_certain))
    };
    ran.filter(|traced| weight(traced).0 > 0).max_by_key(|traced| weight(traced))
}
