//! Plays the rules' pages: each example is run on a server, and the rule finds in it what the page says.
//!
//! `// finds: MESSAGE` (or `--` in SQL) stands on the line of the finding; `finds at LINE: MESSAGE` anywhere. The message
//! may be cut short, and in SQL, which stands in backticks, it has none. `RUNGS_SERVER=embedded=15` tries another version.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use std::path::Path;
use std::{env, fs};

use rungs_knex::{Project, ProjectOptions};
use rungs_lint::{Example, Finding, GivenConventions, GivenLint, Linter, RULES, Rule, Settings};
use rungs_postgres::server::{self, LaunchError, ServerChoice};
use rungs_postgres::{ConnectConfig, Session, Statement};
use rungs_run::{Migration, MigrationSettings};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sections {
    #[serde(default)]
    conventions: GivenConventions,
    #[serde(default)]
    lint: GivenLint,
}

#[test]
fn each_page_is_true() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, async {
        let choice = env::var("RUNGS_SERVER")
            .map_or_else(|_| ServerChoice::default(), |choice| choice.parse().unwrap());
        let throwaway = match server::throwaway(env!("CARGO_MANIFEST_DIR").as_ref(), &choice).await {
            Ok(throwaway) => throwaway,
            Err(error @ LaunchError::NoBinaries { .. }) => {
                assert!(env::var_os("RUNGS_REQUIRE_SERVERS").is_none_or(|value| value != "1"), "{error}");
                return eprintln!("SKIPPED: {error}");
            }
            Err(error) => panic!("{error}"),
        };
        let session = Session::connect(throwaway.config()).await.unwrap();
        let only = env::var("RUNGS_RULE").ok();
        let (mut played, mut failures) = (0, Vec::new());
        for rule in RULES.iter().filter(|rule| only.as_deref().is_none_or(|only| rule.name == only)) {
            let page = rule.page();
            assert!(rule.text.starts_with(&format!("# {}\n", rule.name)), "{}: its title", rule.name);
            for sentence in [&page.summary, &page.reason] {
                assert!(sentence.ends_with('.') && !sentence.contains(". "), "{}: {sentence}", rule.name);
            }
            for kind in [true, false] {
                assert!(
                    page.examples.iter().any(|example| example.is_bad == kind),
                    "{}: no example",
                    rule.name
                );
            }
            for example in &page.examples {
                played += 1;
                empty(&session).await;
                let said = play(rule, example, &session, throwaway.config()).await;
                let expected = expected(example);
                let fits = said.len() == expected.len()
                    && said
                        .iter()
                        .zip(&expected)
                        .all(|(said, expected)| said.0 == expected.0 && said.1.starts_with(&expected.1));
                if !fits || example.is_bad == expected.is_empty() {
                    failures.push(format!(
                        "rules/{}.md:{}\n  found    {said:#?}\n  expected {expected:#?}",
                        rule.name, example.line
                    ));
                }
            }
        }
        assert!(played > 0, "no examples");
        assert!(failures.is_empty(), "{} of {played} failed\n\n{}", failures.len(), failures.join("\n\n"));
        eprintln!("{played} examples");
    });
}

/// Drops all that the last example made.
async fn empty(session: &Session) {
    let dropped = "DO $$ DECLARE name text; BEGIN \
         FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP \
         EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP; END $$; CREATE SCHEMA public; DROP TABLE IF EXISTS pg_rungs.present, pg_rungs.kept";
    session.execute(&Statement::new(dropped)).await.unwrap();
}

/// What the rule finds in the example: lines and messages.
async fn play(
    rule: &Rule,
    example: &Example<'_>,
    session: &Session,
    server: &ConnectConfig,
) -> Vec<(u32, String)> {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(example, folder.path());
    let project = project(example, folder.path());
    project.use_database(server.clone());
    let mut linter = Linter::new(session.clone(), settings.clone(), true);
    let migrations =
        MigrationSettings { directories: vec![folder.path().join("migrations")], ..Default::default() };
    let list = project.source(&migrations, false).list().await.unwrap();
    let names: Vec<String> = names(example);
    let is_judged = |name: &str| {
        let at = names.iter().position(|known| known == name).unwrap();
        let part = example.parts.iter().filter(|part| !part.info.ends_with(".sql")).nth(at).unwrap();
        !part.is_earlier()
    };
    for migration in list.iter().filter(|migration| !is_judged(migration.name())) {
        linter.apply(&**migration).await.unwrap();
        linter.is_applied(&**migration);
    }
    let judged: Vec<_> = list.iter().filter(|migration| is_judged(migration.name())).collect();
    let newest = list.iter().rfind(|migration| !is_judged(migration.name()));
    let in_place = match judged.as_slice() {
        [one] => in_place(&***one, newest.map(|newest| &**newest), session, settings).await,
        _ => None,
    };
    linter.follow(session);
    for migration in judged {
        linter.judge(&**migration).await.unwrap();
    }
    let findings: Vec<Finding> = linter.finish().await.unwrap();
    if let Some(in_place) = in_place {
        let told = |findings: &[Finding]| serde_json::to_string_pretty(findings).unwrap();
        assert_eq!(told(&in_place), told(&findings), "{}:{}: in place", rule.name, example.line);
    }
    let failed = findings.iter().find(|finding| finding.rule == "up-fails" && rule.name != "up-fails");
    if let Some(finding) = failed {
        panic!("{}:{}: {}", rule.name, example.line, finding.message);
    }
    let of_rule = findings.into_iter().filter(|finding| finding.rule == rule.name);
    of_rule.map(|finding| (finding.line.unwrap_or(0), finding.message.replace('`', ""))).collect()
}

/// What is found on a database that was kept before, if it can be told there. The database is as it was.
async fn in_place(
    migration: &dyn Migration,
    newest: Option<&dyn Migration>,
    session: &Session,
    settings: Settings,
) -> Option<Vec<Finding>> {
    if !migration.wishes().await.ok()?.transaction.unwrap_or(true) {
        return None;
    }
    Linter::keep(session).await.unwrap();
    let mut linter = Linter::new(session.clone(), settings, true).in_place();
    if let Some(newest) = newest {
        linter.is_applied(newest);
    }
    linter.judge(migration).await.unwrap();
    let findings = if linter.has_failed() { None } else { Some(linter.finish().await.unwrap()) };
    session.execute(&Statement::new("ROLLBACK")).await.unwrap();
    findings
}

fn settings(example: &Example<'_>, folder: &Path) -> Settings {
    let file = folder.join("rungs.toml");
    fs::write(&file, example.settings.unwrap_or_default()).unwrap();
    for part in example.parts.iter().filter(|part| part.info.ends_with(".sql")) {
        let path = folder.join(part.file_name("query.sql"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, part.text).unwrap();
    }
    let sections: Sections = toml::from_str(example.settings.unwrap_or_default()).unwrap();
    Settings::of(&sections.conventions, &sections.lint, &file).unwrap()
}

/// The files' names: what the page says, or one after the other.
fn names(example: &Example<'_>) -> Vec<String> {
    let migrations = example.parts.iter().filter(|part| !part.info.ends_with(".sql"));
    let usual = migrations.clone().enumerate().map(|(index, _)| format!("2024010200000{index}_example.ts"));
    migrations.zip(usual).map(|(part, usual)| part.file_name(&usual).to_owned()).collect()
}

fn project(example: &Example<'_>, folder: &Path) -> Project {
    let migrations = folder.join("migrations");
    fs::create_dir_all(&migrations).unwrap();
    let parts = example.parts.iter().filter(|part| !part.info.ends_with(".sql"));
    for (part, name) in parts.zip(names(example)) {
        fs::write(migrations.join(name), part.text).unwrap();
    }
    Project::new(ProjectOptions { base: folder.to_owned(), ..ProjectOptions::default() })
}

fn expected(example: &Example<'_>) -> Vec<(u32, String)> {
    let Some(judged) = example.parts.last() else { return Vec::new() };
    let mut expected: Vec<(u32, String)> = judged
        .text
        .lines()
        .enumerate()
        .filter_map(|(index, line)| {
            let (_, said) = line.split_once(" finds")?;
            let (place, message) = said.split_once(':')?;
            let line = place.strip_prefix(" at ").map_or(index as u32 + 1, |line| line.parse().unwrap());
            Some((line, message.trim().replace('`', "")))
        })
        .collect();
    expected.sort_by_key(|(line, _)| *line);
    expected
}
