use std::sync::LazyLock;

use regex::{Captures, Regex};

/// Places where a password stands in a text: between user and host of a URL, after `PASSWORD` in SQL, as a value of a
/// connection's settings. The group is what stays.
static SECRETS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?xi)
        (?<url> \w+:// [^\s:/@'"]* : ) [^\s/'"]+ (?<host> @ )
        | (?<sql> \bpassword \s+ (?:E)? ') (?: [^'] | '' )* (?<quote> ' )
        | (?<setting> \bpassword ["']? \s* [:=] \s* ["'] ) [^"']* (?<end> ["'] )
        "#,
    )
    .ok()
});

/// The text without passwords.
pub(super) fn redact(text: &str) -> String {
    let Some(secrets) = &*SECRETS else { return String::new() };
    let masked = |captures: &Captures<'_>| {
        let part = |name| captures.name(name).map_or("", |part| part.as_str());
        let (before, after) = (["url", "sql", "setting"].map(part), ["host", "quote", "end"].map(part));
        format!("{}***{}", before.concat(), after.concat())
    };
    secrets.replace_all(text, masked).into_owned()
}

#[cfg(test)]
mod tests {
    use super::redact;

    #[test]
    fn hides_passwords_and_nothing_else() {
        for (text, expected) in [
            ("at postgres://me:s3cret@db:5432/app failed", "at postgres://me:***@db:5432/app failed"),
            ("postgres://me:p@ss@db/app", "postgres://me:***@db/app"),
            ("postgres://db:5432/app", "postgres://db:5432/app"),
            ("create role a password 'x''y' login", "create role a password '***' login"),
            (r#"connection: { password: "hunter2" }"#, r#"connection: { password: "***" }"#),
            (
                "password authentication failed for user \"me\"",
                "password authentication failed for user \"me\"",
            ),
        ] {
            assert_eq!(redact(text), expected);
        }
    }
}
