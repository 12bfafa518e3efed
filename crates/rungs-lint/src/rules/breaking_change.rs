//! What breaks programs is said in words.

use crate::facts::Facts;
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "breaking-change",
    group: Group::Safety,
    level: Level::Error,
    text: include_str!("breaking-change.md"),
    check,
};

const FIX: &str = "/**\n * @breaking What changes, who is concerned, what to deploy first.\n */\nexport async function up(knex: Knex): Promise<void> {";

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
                made: migration.locate(index, None, &names),
                message: format!("this {breaking}, and no `@breaking` says so"),
                fix: FIX.to_owned(),
            });
        }
    }
    found
}
