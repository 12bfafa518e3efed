#![allow(clippy::unwrap_used, reason = "tests may panic")]

use super::{Given, Parameters, find, patterns};

/// `migrate:make` reads the example's options as clap does; here they are pairs.
fn example(arguments: &str) -> (String, Given) {
    let mut words = arguments.split(' ');
    let name = words.next().unwrap().to_owned();
    let words: Vec<&str> = words.collect();
    let option = |pair: &[&str]| {
        let known = ["table", "column", "references", "type", "value", "to", "view"];
        let name = *known.iter().find(|name| pair[0] == format!("--{name}")).unwrap();
        (name, pair[1].to_owned())
    };
    (name, words.chunks(2).map(option).collect())
}

#[test]
fn every_example_can_be_made() {
    for pattern in patterns() {
        let (name, given) = example(&pattern.example);
        let parameters = Parameters::of(pattern, &name, &given)
            .unwrap_or_else(|error| panic!("{}: {error}", pattern.name));
        let text = pattern.render(&parameters, "2026-01-01", "ts").unwrap().unwrap();
        assert!(!text.contains("{{") && !text.contains("{%"), "{text}");
        let plain = pattern.render(&parameters, "2026-01-01", "js").unwrap().unwrap();
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
