//! The rules about comments that keep findings quiet.

use crate::facts::{Facts, Made};
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};
use crate::settings::Settings;
use crate::suppression::Suppression;

/// A suppression says why.
pub(super) const WITHOUT_REASON: Rule = Rule {
    name: "suppression-without-reason",
    group: Group::Suppressions,
    level: Level::Error,
    text: include_str!("suppression-without-reason.md"),
    check: |_| Vec::new(),
};

/// A suppression keeps something quiet.
pub(super) const UNUSED: Rule = Rule {
    name: "unused-suppression",
    group: Group::Suppressions,
    level: Level::Warning,
    text: include_str!("unused-suppression.md"),
    check: |_| Vec::new(),
};

/// What is wrong with the suppressions of the judged migrations, once all other rules have judged.
pub(crate) fn about_suppressions(
    facts: &Facts,
    settings: &Settings,
    suppressions: &[Vec<Suppression>],
) -> Vec<(&'static Rule, Found)> {
    let mut found = Vec::new();
    for (index, one) in
        suppressions.iter().enumerate().flat_map(|(index, all)| all.iter().map(move |one| (index, one)))
    {
        let mut made: Made = facts.migrations[index].whole(index);
        if let Some(origin) = &mut made.origin {
            (origin.line, origin.column) = (one.comment.line, one.comment.column);
        }
        let say = |message: String, fix: &str| Found { made: made.clone(), message, fix: fix.to_owned() };
        if one.comment.rules.is_empty() || one.comment.reason.is_none() {
            let rule = one.comment.rules.first().map_or("RULE", String::as_str);
            found.push((
                &WITHOUT_REASON,
                say(
                    "a suppression says which rule it is about, and why".to_owned(),
                    &format!("// rungs-ignore {rule}: the reason"),
                ),
            ));
        }
        for name in one.unused() {
            match super::rule(name) {
                // What nobody looks for is not found.
                Ok(rule) if settings.level(rule) == Level::Off => {}
                Ok(_) => found
                    .push((&UNUSED, say(format!("`{name}` finds nothing here"), "Take the comment out."))),
                Err(error) => found.push((
                    &UNUSED,
                    say(error.to_string(), "Take the comment out, or name the rule that was meant."),
                )),
            }
        }
    }
    found.retain(|(rule, _)| settings.level(rule) != Level::Off);
    found
}
