//! What a migration's name says.

use std::collections::BTreeMap;

use regex::Regex;

/// Reads `name` by the first of `forms` that fits: `add_team_id_to_users` by `add_{column}_to_{table}`.
pub(super) fn read(name: &str, forms: &[String]) -> BTreeMap<String, String> {
    forms.iter().find_map(|form| read_by(name, form)).unwrap_or_default()
}

fn read_by(name: &str, form: &str) -> Option<BTreeMap<String, String>> {
    // The form's names are those of parameters, so the expression is one.
    let expression = form.replace('{', "(?P<").replace('}', ">.+?)");
    let expression = Regex::new(&format!("^{expression}$")).ok()?;
    let found = expression.captures(name)?;
    let groups = expression.capture_names().flatten();
    Some(groups.map(|group| (group.to_owned(), found[group].to_owned())).collect())
}

/// A word for one of what `word` is many of, as table names go in English.
pub(super) fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let has_es = ["sses", "shes", "ches", "xes", "zes", "statuses"].iter().any(|end| word.ends_with(end));
    match word.strip_suffix(if has_es { "es" } else { "s" }) {
        Some(stem) if !stem.ends_with('s') || has_es => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// A word for many of what `word` is one of.
pub(super) fn plural(word: &str) -> String {
    let before_y = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "sh", "ch", "x", "z"].iter().any(|end| word.ends_with(end)) => format!("{word}es"),
        None => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_parameters() {
        let forms = ["add_{column}_to_{table}".to_owned(), "create_{table}".to_owned()];
        let read = |name: &str| read(name, &forms).into_iter().collect::<Vec<_>>();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            read("add_team_id_to_user_roles"),
            [pair("column", "team_id"), pair("table", "user_roles")]
        );
        assert_eq!(read("create_users"), [pair("table", "users")]);
        assert_eq!(read("something"), []);
    }

    #[test]
    fn words_are_one_or_many() {
        for (one, many) in [
            ("team", "teams"),
            ("category", "categories"),
            ("day", "days"),
            ("box", "boxes"),
            ("address", "addresses"),
            ("status", "statuses"),
        ] {
            assert_eq!((plural(one).as_str(), singular(many).as_str()), (many, one));
        }
    }
}
