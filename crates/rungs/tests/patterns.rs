//! Every pattern as it is written, its example on the schema that its page prepares: no rule finds fault with it, and it goes
//! up, down and up again.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

#[allow(dead_code, reason = "not each test uses all of it")]
mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use rungs_testing::database::Database;
use serde::Deserialize;

/// What a pattern's page says of its example.
#[derive(Deserialize)]
struct Head {
    example: String,
    after: Option<String>,
    #[serde(default)]
    before: String,
    #[serde(default)]
    needs: Vec<String>,
}

fn heads() -> Vec<(String, Head)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("patterns");
    let mut pages: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    pages.sort();
    let head = |path: &Path| {
        let page = fs::read_to_string(path).unwrap();
        let head = toml::from_str(page.split("+++\n").nth(1).unwrap()).unwrap();
        (path.file_stem().unwrap().to_string_lossy().into_owned(), head)
    };
    pages.iter().map(|path| head(path)).collect()
}

fn rungs(project: &Path, server: &str, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_rungs"))
        .current_dir(project)
        .args(["--server", server])
        .args(arguments)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = format!("{arguments:?}: {text}{}", String::from_utf8_lossy(&output.stderr));
    if output.status.success() { Ok(text) } else { Err(said) }
}

/// Makes the example in a project of its own and verifies it.
fn prove(pattern: &str, head: &Head, extension: &str, (server, major): (&str, &str)) -> Result<(), String> {
    let project = tempfile::tempdir().unwrap();
    let project = project.path();
    fs::create_dir(project.join("migrations")).unwrap();
    // Knex loads no .mjs unless it is told to.
    fs::write(project.join("rungs.toml"), "[migrations]\nload-extensions = ['.ts', '.js', '.mjs', '.cjs']\n")
        .unwrap();
    let before = format!(
        "exports.up = (knex) => knex.raw({:?});\nexports.down = () => {{}};\nexports.irreversible = 'what the example stands on';\n",
        if head.before.is_empty() { "SELECT 1" } else { &head.before }
    );
    fs::write(project.join("migrations/20250101000000_before.js"), before).unwrap();
    let make = |pattern: &str, arguments: &str| {
        let mut all =
            vec!["migrate:make", "--json", "-x", extension, "--pattern", pattern, "--postgres", major];
        all.extend(arguments.split(' '));
        rungs(project, server, &all)
    };
    if let Some((before, arguments)) = head.after.as_deref().and_then(|after| after.split_once(' ')) {
        let made: serde_json::Value = serde_json::from_str(&make(before, arguments)?).unwrap();
        let made = Path::new(made["paths"][0].as_str().unwrap());
        // Made in the same second, the two would be sorted by their names.
        fs::rename(made, made.with_file_name(format!("20250102000000_before.{extension}"))).unwrap();
    }
    let made: serde_json::Value = serde_json::from_str(&make(pattern, &head.example)?).unwrap();
    for path in made["paths"].as_array().unwrap() {
        rungs(project, server, &["lint", "--deny-warnings", path.as_str().unwrap()])?;
    }
    let verdicts = rungs(project, server, &["verify", "--json"]).unwrap_or_else(|said| said);
    let json = verdicts.find('{').map_or("", |start| &verdicts[start..]);
    let mut documents = serde_json::Deserializer::from_str(json).into_iter::<serde_json::Value>();
    let document = documents.next().ok_or(&verdicts)?.map_err(|error| format!("{error}: {verdicts}"))?;
    let migrations = document["migrations"].as_array().ok_or(&verdicts)?;
    if migrations.len() < 2 {
        return Err(verdicts.clone());
    }
    let broken = migrations.iter().skip(1).find(|verdict| verdict["verdict"] == "broken");
    broken.map_or(Ok(()), |verdict| Err(format!("{pattern} in {extension}: {verdict:#}")))
}

fn prove_all(
    major: u32,
    database: Option<Database>,
    extension: impl Fn(usize) -> &'static str,
    wanted: impl Fn(&Head) -> bool,
) {
    let Some(database) = database else { return };
    let major = major.to_string();
    let heads = heads();
    assert!(heads.len() > 10);
    let examples = heads.iter().filter(|(_, head)| wanted(head)).enumerate();
    let failures: Vec<String> = examples
        .filter_map(|(place, (name, head))| {
            prove(name, head, extension(place), (&database.url, &major)).err()
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn typescript_patterns_go_up_down_and_up() {
    prove_all(18, support::database(), |_| "ts", |_| true);
}

#[test]
fn javascript_patterns_go_up_down_and_up() {
    prove_all(18, support::database(), |place| ["js", "mjs", "cjs"][place % 3], |_| true);
}

/// Before PostgreSQL 18 the function for keys is written too.
#[test]
fn keys_grow_with_time_on_older_servers() {
    prove_all(
        15,
        support::database_on("native=15"),
        |_| "ts",
        |head| head.needs.iter().any(|need| need == "uuidv7"),
    );
}
