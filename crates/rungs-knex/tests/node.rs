//! A project in Node, embedded in a program: what is asked of it is answered, and Node goes with it.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::{process::Command, time::Duration};

use rungs_knex::{Overrides, Project, ProjectOptions, Runtime};
use tokio::task::LocalSet;

const KNEXFILE: &str = "
    const fs = require('fs');
    fs.writeFileSync('pid', String(process.pid));
    module.exports = { client: 'pg', connection: async () => 'postgres://somebody@localhost/shop', searchPath: ['a', 'b'] };
";

#[tokio::test(flavor = "current_thread")]
async fn a_project_is_read_in_node_and_let_go() {
    if !Command::new("node").arg("--version").output().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no node on the PATH");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("knexfile.js");
    std::fs::write(&file, KNEXFILE).unwrap();
    let options = ProjectOptions {
        base: folder.path().to_owned(),
        runtime: Runtime::Node,
        ..ProjectOptions::default()
    };
    let local = LocalSet::new();
    local
        .run_until(async {
            let project = Project::new(options);
            let read = project.read_knexfile(&file, "development", &Overrides::default()).await.unwrap();
            assert_eq!(read.client.as_deref(), Some("pg"));
            let config = project.connection().await.unwrap().unwrap();
            assert_eq!(config.database.as_deref(), Some("shop"));
            assert_eq!(project.search_path().await.unwrap().as_deref(), Some(r#""a","b""#));
        })
        .await;
    drop(local);
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
