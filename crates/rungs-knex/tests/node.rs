//! A project in Node, embedded in a program: what is asked of it is answered, builders give what Knex gave, and Node goes
//! with it.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use rungs_knex::{Knexfile, Overrides, Project, ProjectOptions, Runtime};
use tempfile::TempDir;
use tokio::task::LocalSet;

const KNEXFILE: &str = "
    const fs = require('fs');
    fs.writeFileSync('pid', String(process.pid));
    module.exports = { client: 'pg', connection: async () => 'postgres://somebody@localhost/shop', searchPath: ['a', 'b'] };
";

/// Reads what `record-tosql.mjs` recorded, and answers it again; what differs is the client's name.
const TOSQL: &str = "
    import { readFileSync, readdirSync } from 'node:fs';
    import { join } from 'node:path';
    import { isDeepStrictEqual } from 'node:util';
    import { evaluate } from 'REPOSITORY/tests/oracle/tosql.mjs';

    const folder = 'REPOSITORY/crates/rungs-knex/tests/tosql';
    const files = readdirSync(folder).flatMap((area) => readdirSync(join(folder, area)).map((file) => join(folder, area, file)));
    const cases = files.flatMap((file) => readFileSync(file, 'utf8').trim().split('\\n')).map((line) => JSON.parse(line));
    const differing = cases.filter(({ expected, ...given }) =>
      !isDeepStrictEqual(JSON.parse(JSON.stringify(evaluate(given))), expected));
    const told = differing.map(({ expression }) => expression).join('\\n');
    export default { client: `${cases.length > 2000 ? 'many' : 'few'} cases, ${differing.length} differ\\n${told}` };
";

/// A project in Node, or nothing where there is none.
fn project(name: &str, knexfile: &str) -> Option<(TempDir, Project, PathBuf)> {
    if !Command::new("node").arg("--version").output().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no node on the PATH");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, knexfile).unwrap();
    let base = folder.path().to_owned();
    let options = ProjectOptions { base, runtime: Runtime::Node, ..ProjectOptions::default() };
    Some((folder, Project::new(options), file))
}

async fn read(project: &Project, file: &Path) -> Knexfile {
    project.read_knexfile(file, "development", &Overrides::default()).await.unwrap()
}

#[tokio::test(flavor = "current_thread")]
async fn expressions_give_in_node_what_knex_gave() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let text = TOSQL.replace("REPOSITORY", repository.to_str().unwrap());
    let Some((_folder, project, file)) = project("knexfile.mjs", &text) else { return };
    let read = LocalSet::new().run_until(async { read(&project, &file).await }).await;
    assert_eq!(read.client.as_deref(), Some("many cases, 0 differ\n"));
}

#[tokio::test(flavor = "current_thread")]
async fn a_project_is_read_in_node_and_let_go() {
    let Some((folder, project, file)) = project("knexfile.js", KNEXFILE) else { return };
    let local = LocalSet::new();
    local
        .run_until(async {
            assert_eq!(read(&project, &file).await.client.as_deref(), Some("pg"));
            let config = project.connection().await.unwrap().unwrap();
            assert_eq!(config.database.as_deref(), Some("shop"));
            assert_eq!(project.search_path().await.unwrap().as_deref(), Some(r#""a","b""#));
        })
        .await;
    drop((local, project));
    let pid = std::fs::read_to_string(folder.path().join("pid")).unwrap();
    let lives =
        || std::fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| !stat.contains(") Z "));
    for _ in 0..500 {
        if !lives() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("Node lives on");
}
