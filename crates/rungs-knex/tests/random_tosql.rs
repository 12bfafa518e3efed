//! Random builder expressions must render as npm's Knex renders them, where Node and Knex are there to compare with.
//!
//! `tests/oracle/fuzz-tosql.mjs` writes the expressions, asks both, prints its seed and what differs, and counts the
//! methods: it fails when one of Knex's API was not called.

use std::{env, error::Error, path::Path, process::Command};

/// Enough that each method of Knex's API is called many times over.
const EXPRESSIONS: &str = "10000";

#[test]
fn the_whole_api_renders_as_knex_renders_it() -> Result<(), Box<dyn Error>> {
    let oracle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/oracle");
    if !oracle.join("node_modules/knex").exists() {
        if env::var_os("RUNGS_REQUIRE_KNEX").is_some() {
            return Err(
                "Knex is required, but tests/oracle has no node_modules: run npm install there".into()
            );
        }
        eprintln!("skipped: tests/oracle has no node_modules to compare with");
        return Ok(());
    }
    // Test binaries lie in `deps`, beside which cargo puts the examples that it builds with the tests.
    let test = env::current_exe()?;
    let built = test.parent().and_then(Path::parent).ok_or("a test binary outside a target folder")?;
    let output = Command::new("node")
        .args(["fuzz-tosql.mjs", "--count", EXPRESSIONS, "--binary"])
        .arg(built.join("examples/tosql"))
        .current_dir(oracle)
        .output()?;
    let (printed, failed) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    eprint!("{printed}");
    assert!(output.status.success(), "{printed}{failed}");
    Ok(())
}
