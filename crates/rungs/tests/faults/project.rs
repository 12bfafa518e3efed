//! A project in a temporary folder, and Rungs at work in it.

use std::fs;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use rungs_testing::database::Database;
use tempfile::TempDir;

const KNEXFILE: &str = "module.exports = { client: 'pg', connection: process.env.DATABASE_URL };";

pub struct Project {
    pub folder: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    /// Migrations by name and the statements of their `up`, each undone by `drop table` of its number.
    pub fn new(migrations: &[(&str, String)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("migrations")).unwrap();
        let project = Self { folder };
        project.put("knexfile.js", KNEXFILE);
        for (name, text) in migrations {
            project.put(&format!("migrations/{name}.js"), text);
        }
        project
    }

    pub fn put(&self, path: &str, text: &str) {
        fs::write(self.folder.path().join(path), text).unwrap();
    }

    pub fn command(&self, url: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rungs"));
        command.args(arguments).current_dir(self.folder.path()).env("DATABASE_URL", url);
        for name in
            ["PGPASSWORD", "PGHOST", "PGSSLMODE", "NODE_ENV", "RUNGS_SERVER", "RUNGS_RUNTIME", "RUNGS_NODE"]
        {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn start(&self, url: &str, arguments: &[&str]) -> Child {
        self.command(url, arguments).spawn().unwrap()
    }

    pub fn run(&self, url: &str, arguments: &[&str]) -> Ended {
        Ended::of(self.command(url, arguments).output().unwrap())
    }

    pub fn latest(&self, url: &str) -> Ended {
        self.run(url, &["migrate:latest"])
    }
}

impl Ended {
    pub fn of(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }

    pub fn after(child: Child) -> Self {
        Self::of(child.wait_with_output().unwrap())
    }

    #[track_caller]
    pub fn succeeded(&self) -> &Self {
        assert_eq!(self.code, Some(0), "{self:#?}");
        self
    }

    /// Ended with this code, and said all of it.
    #[track_caller]
    pub fn failed(&self, code: i32, said: &[&str]) -> &Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        for words in said {
            assert!(self.stderr.contains(words), "{words:?} was not said: {self:#?}");
        }
        assert!(!self.stderr.contains("panicked"), "{self:#?}");
        self
    }
}

/// A migration whose `up` runs these statements.
pub fn migration(statements: &[&str]) -> String {
    let list: String = statements.iter().map(|sql| format!("  await knex.raw({sql:?});\n")).collect();
    format!("exports.up = async (knex) => {{\n{list}}};\nexports.down = async () => {{}};\n")
}

/// The same, without a transaction.
pub fn bare(statements: &[&str]) -> String {
    format!("exports.config = {{ transaction: false }};\n{}", migration(statements))
}

/// Waits until the query gives the row `t`.
#[track_caller]
pub fn wait_until(database: &Database, query: &str) {
    let start = Instant::now();
    while database.rows(query).unwrap() != ["t"] {
        assert!(start.elapsed() < Duration::from_secs(20), "never true: {query}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Waits until somebody sleeps in this database.
#[track_caller]
pub fn wait_for_sleep(database: &Database) {
    wait_until(
        database,
        "select count(*) > 0 from pg_stat_activity where datname = current_database() and state = 'active' \
         and query like '%pg_sleep%' and pid <> pg_backend_pid()",
    );
}

/// The tables that migrations made.
pub fn tables(database: &Database) -> Vec<String> {
    database
        .rows("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname !~ '^knex_' order by 1")
        .unwrap()
}
