//! The example as its team runs it: by pnpm, which finds Rungs as the backend's `knex`, and by the deploy script.
#[allow(dead_code, reason = "not each test uses all of it")]
mod support;

use rungs_testing::monorepo::Monorepo;
use support::{database, monorepo};

fn stdout(
    monorepo: &Monorepo,
    program: &str,
    arguments: &[&str],
    url: &rungs_testing::database::Database,
) -> String {
    let output = monorepo.run(program, arguments, url).expect("the program starts");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?} failed: {stderr}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn pnpm_finds_rungs_as_knex() {
    let (Some(monorepo), Some(database)) = (monorepo(), database()) else { return };
    let migrate = ["--filter", "backend", "knex", "migrate:latest"];
    assert_eq!(
        stdout(&monorepo, "pnpm", &migrate, &database),
        "Using environment: development\nBatch 1 run: 18 migrations\n"
    );
    assert_eq!(
        stdout(&monorepo, "pnpm", &migrate, &database),
        "Using environment: development\nAlready up to date\n"
    );
    let seeded = stdout(&monorepo, "pnpm", &["--filter", "backend", "knex", "seed:run"], &database);
    assert_eq!(seeded, "Using environment: development\nRan 2 seed files\n");
}

#[test]
fn the_deploy_script_migrates_and_rolls_back_in_production() {
    let (Some(monorepo), Some(database)) = (monorepo(), database()) else { return };
    let migrated = stdout(&monorepo, "infra/scripts/migrate.sh", &[], &database);
    assert!(
        migrated.starts_with("Using environment: production\nBatch 1 run: 18 migrations\n"),
        "{migrated}"
    );
    assert!(migrated.ends_with("No Pending Migration files Found.\n\n"), "{migrated}");
    let back = stdout(&monorepo, "infra/scripts/migrate.sh", &["rollback"], &database);
    assert!(back.contains("Batch 1 rolled back: 18 migrations\n"), "{back}");
    assert_eq!(database.ledger("knex_migrations").expect("the ledger"), ["unlocked"]);
}

/// Nothing is frozen by a baseline: what was wrong is mended by a later migration, or suppressed with the reason.
#[test]
fn nothing_is_found_in_the_example() {
    let (Some(monorepo), Some(database)) = (monorepo(), database()) else { return };
    let rungs = env!("CARGO_BIN_EXE_rungs");
    let backend = ["--cwd", "app/backend", "--server", "embedded"];
    let run = |arguments: &[&str]| stdout(&monorepo, rungs, &[&backend[..], arguments].concat(), &database);
    assert_eq!(run(&["lint", "--all", "--deny-warnings"]), "No findings in 18 migrations\n");
    assert!(run(&["verify", "--all"]).ends_with("\n18 of 18 reversible\n"));
    assert!(run(&["check", "--all", "--deny-warnings"]).starts_with("No findings in 18 migrations\n"));
}

#[test]
fn the_deploy_script_wants_a_database() {
    let (Some(monorepo), Some(database)) = (monorepo(), database()) else { return };
    let output = monorepo
        .run("env", &["-u", "DATABASE_URL", "infra/scripts/migrate.sh"], &database)
        .expect("env starts");
    assert!(!output.status.success());
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("DATABASE_URL must name the production database")
    );
}
