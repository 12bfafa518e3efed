use rungs_lint::{Group, Ids, Level, RULES, Rule, Settings};
use serde::Serialize;

/// Groups with their headings.
const GROUPS: &[(Group, &str)] = &[
    (Group::Conventions, "What the schema looks like"),
    (Group::Safety, "What a migration must not do to an application that runs"),
    (Group::Suppressions, "How exceptions are made"),
];

/// A group of rules that are enforced.
#[derive(Serialize)]
pub(super) struct Rules {
    title: &'static str,
    rules: Vec<Enforced>,
}

#[derive(Serialize)]
struct Enforced {
    name: &'static str,
    level: String,
    summary: String,
    reason: String,
}

/// The rules at the levels of `settings`; those that are off are left out.
pub(super) fn groups(settings: &Settings) -> Vec<Rules> {
    let rules = |group: Group| {
        let on = move |rule: &&Rule| rule.group == group && settings.level(rule) != Level::Off;
        RULES.iter().filter(on).map(|rule| Enforced {
            name: rule.name,
            level: settings.level(rule).to_string(),
            summary: cell(&rule.summary()),
            reason: cell(&rule.reason()),
        })
    };
    let groups = GROUPS.iter().map(|(group, title)| Rules { title, rules: rules(*group).collect() });
    groups.filter(|group| !group.rules.is_empty()).collect()
}

/// The rules that are off.
pub(super) fn off(settings: &Settings) -> String {
    let off = RULES.iter().filter(|rule| settings.level(rule) == Level::Off);
    off.map(|rule| format!("`{}`", rule.name)).collect::<Vec<_>>().join(", ")
}

/// How keys are made, in words.
pub(super) fn ids(settings: &Settings) -> &'static str {
    match settings.conventions.ids {
        Ids::TimeOrdered => "anything that grows with time: UUIDv7, ULID, sequences",
        Ids::Uuidv7 => "UUIDv7",
        Ids::Ulid => "ULID",
    }
}

/// Text that can stand in a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
