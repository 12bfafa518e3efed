#![allow(clippy::unwrap_used, reason = "tests may panic")]

use super::{Parameters, find, patterns};

#[test]
fn every_example_can_be_made() {
    for pattern in patterns() {
        let written = pattern.render_example("2026-01-01", "ts");
        let text = written.unwrap_or_else(|error| panic!("{}: {error}", pattern.name));
        assert!(!text.contains("{{") && !text.contains("{%"), "{text}");
        let plain = pattern.render_example("2026-01-01", "js").unwrap();
        assert!(
            !plain.contains("Knex") && !plain.contains("Promise<") && !plain.contains("export "),
            "{plain}"
        );
        assert!(pattern.needs.iter().all(|name| find(name).is_some()));
    }
}

#[test]
fn what_is_missing_is_said() {
    let pattern = find("foreign-key").unwrap();
    let parameters = |name: &str, given: &[(&'static str, &str)]| {
        let given = given.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Parameters::of(pattern, name, &given)
            .map(|parameters| parameters.0)
            .map_err(|error| error.to_string())
    };
    let missing = "the pattern foreign-key needs --references: the table that it refers to";
    assert_eq!(parameters("create_memberships", &[]).unwrap_err(), missing);
    assert_eq!(parameters("create_notes_of_categories", &[]).unwrap()["column"], "category_id");
    let odd = parameters("create_x", &[("references", "Teams")]).unwrap_err();
    assert_eq!(odd, "--references: `Teams` is no snake_case name");
    let excess = parameters("create_x", &[("value", "x")]).unwrap_err();
    assert_eq!(excess, "the pattern foreign-key knows no --value");
}
