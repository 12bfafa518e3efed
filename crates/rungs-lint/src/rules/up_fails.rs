//! Migrations run.

use crate::facts::Facts;
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "up-fails",
    group: Group::Conventions,
    level: Level::Error,
    text: include_str!("up-fails.md"),
    check,
};

fn check(facts: &Facts) -> Vec<Found> {
    let migrations = facts.migrations.iter().enumerate();
    migrations
        .filter_map(|(index, migration)| {
            let (message, origin) = migration.failure.as_ref()?;
            let mut made = migration.whole(index);
            made.origin = origin.clone().or(made.origin);
            let fix =
                "Run it on a database of your own: `rungs migrate:latest --server embedded`.".to_owned();
            Some(Found { made, message: format!("`up` fails: {message}"), fix })
        })
        .collect()
}
