//! A run that is killed at any moment goes on by running again.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::database::{Database, on_one_thread};
use crate::front_end::{List, SqlMigration, table};

/// Tells the child which database to migrate; its tests' process is this one, run anew.
const CHILD: &str = "RUNGS_TEST_KILLED";

const COUNT: usize = 12;

fn migrations(transaction: bool) -> Vec<SqlMigration> {
    let mut list: Vec<SqlMigration> = (0..COUNT).map(|index| table(&format!("{index:03}_t.ts"))).collect();
    // One that refuses a transaction, and that can be run again, makes all others have their own.
    let apart = SqlMigration::new("999_last.ts", &["create table if not exists \"999_last\" ()"], &[]);
    list.push(apart.with_transaction(transaction));
    list
}

#[test]
#[ignore = "the process that the test below kills"]
fn child() {
    let Ok(wanted) = std::env::var(CHILD) else { return };
    let (url, transaction) = wanted.split_once(' ').unwrap();
    on_one_thread(async {
        let database = Database::at(url).await;
        let runner = database.runner(&List::of(&migrations(transaction == "true"))).await;
        runner.latest().await.unwrap();
    });
}

#[test]
fn goes_on_after_a_kill_at_any_moment() {
    for transaction in [true, false] {
        on_one_thread(async {
            let database = Database::create().await;
            let url = database.url().await;
            let mut pause = Duration::from_millis(4);
            let mut kills = 0;
            loop {
                let mut child = Command::new(std::env::current_exe().unwrap())
                    .args(["--exact", "killed::child", "--ignored"])
                    .env(CHILD, format!("{url} {transaction}"))
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .spawn()
                    .unwrap();
                tokio::time::sleep(pause).await;
                pause += Duration::from_millis(2);
                if let Some(status) = child.try_wait().unwrap() {
                    assert!(status.success());
                    break;
                }
                child.kill().unwrap();
                child.wait().unwrap();
                kills += 1;
            }
            let ledger = database.ledger().await;
            assert_eq!(
                (ledger.len(), database.tables().await.len()),
                (COUNT + 1, COUNT + 1),
                "{kills} kills"
            );
            assert_eq!(database.lock_row().await, ["0"]);
        });
    }
}
