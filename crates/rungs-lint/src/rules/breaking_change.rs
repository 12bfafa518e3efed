//! What breaks programs is said in words.

use rungs_catalog::{Breaking, BreakingKind, Kind};
use rungs_run::comments::breaking_words;
use rungs_trace::Traced;

use crate::facts::{Facts, MigrationFacts, Wanted};
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
        if migration.source.as_ref().is_some_and(|text| !breaking_words(text.as_str()).is_empty()) {
            continue;
        }
        for breaking in &migration.breaks {
            let object = &breaking.object;
            let mut names: Vec<&str> = breaking.at.iter().map(String::as_str).collect();
            names.push(&object.name);
            names.extend(object.part_of.as_ref().map(|part| part.name.as_str()));
            let wanted = Wanted { names: &names, act: act(breaking) };
            found.push(Found {
                made: migration.place(index, breaks(migration, breaking.kind, wanted), wanted),
                message: format!("this {breaking}, and no `@breaking` says so"),
                fix: FIX.to_owned(),
            });
        }
    }
    found
}

/// What SQL says where it happens.
fn act(breaking: &Breaking) -> Option<&'static str> {
    match breaking.kind {
        BreakingKind::Dropped => Some("drop"),
        BreakingKind::Renamed if breaking.object.kind == Kind::Type && !breaking.at.is_empty() => {
            Some("rename value")
        }
        BreakingKind::Renamed => Some("rename"),
        BreakingKind::TypeChanged => Some("type"),
        BreakingKind::Required => Some("not null"),
        BreakingKind::DefaultChanged => Some("default"),
        BreakingKind::KeyChanged if breaking.message.starts_with("drops") => Some("drop"),
        BreakingKind::Revoked => Some("revoke"),
        BreakingKind::KeyChanged | BreakingKind::Constrained => None,
    }
}

/// The statement that breaks what is wanted: the one that the server made a column NOT NULL by, or else the last that
/// changes something, names most of it and says the act. What comes before it prepares it, or reads for the last time.
fn breaks<'a>(migration: &'a MigrationFacts, kind: BreakingKind, wanted: Wanted<'_>) -> Option<&'a Traced> {
    let ran =
        || migration.trace.statements.iter().filter(|traced| traced.failure.is_none() && !traced.is_read);
    let requires = |traced: &&Traced| {
        traced.not_null.iter().any(|new| {
            let named = |name: &str| wanted.names.contains(&name);
            named(&new.column) && named(&new.table.name)
        })
    };
    if kind == BreakingKind::Required
        && let Some(traced) = ran().find(requires)
    {
        return Some(traced);
    }
    let weight = |traced: &Traced| {
        let is_certain = traced.command.as_deref().is_some_and(|command| CHANGES.contains(&command));
        (wanted.weigh(&traced.statement.sql), is_certain)
    };
    ran().filter(|traced| weight(traced).0.0 > 0).max_by_key(|traced| weight(traced))
}
