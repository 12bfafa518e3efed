/// Extensions that name a language or a build of it, not the migration.
const LANGUAGES: &[&str] = &[
    "co",
    "coffee",
    "eg",
    "iced",
    "js",
    "cjs",
    "mjs",
    "litcoffee",
    "ls",
    "ts",
    "cts",
    "mts",
    "jsx",
    "tsx",
    "sql",
];

/// A migration's name without the extension of a known language: its identity across builds.
///
/// ```
/// assert_eq!(rungs_run::stem("20240102_users.ts"), "20240102_users");
/// assert_eq!(rungs_run::stem("release 1.2"), "release 1.2");
/// ```
pub fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && LANGUAGES.contains(&extension) => stem,
        _ => name,
    }
}
