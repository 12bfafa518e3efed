//! Real servers, as root and as a user. The test executable is also the program that shares, supervises and is killed.
//!
//! Without PostgreSQL to run the tests say so and pass; with `RUNGS_REQUIRE_SERVERS=1` they fail.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use libtest_mimic::{Arguments, Failed, Trial};
use rungs_postgres::server::{self, LaunchError, Lease, ServerChoice, Throwaway};
use rungs_postgres::{Session, Statement};

type Outcome = Result<(), Failed>;
type Test = fn() -> Outcome;

const TESTS: [(&str, Test); 12] = [
    ("a_throwaway_server_answers_and_is_gone_when_dropped", throwaway_is_gone_when_dropped),
    ("a_throwaway_server_is_gone_when_its_owner_is_killed", throwaway_is_gone_when_killed),
    ("text_sorts_and_folds_alike_everywhere", text_is_the_same_everywhere),
    ("a_project_keeps_its_data_and_stops_after_the_last_lease", project_keeps_data),
    ("two_commands_at_once_share_a_server", two_share),
    ("a_server_ends_when_its_only_user_is_killed", user_is_killed),
    ("a_kept_server_stays_until_it_is_stopped", kept_until_stopped),
    ("a_killed_supervisor_is_replaced", supervisor_is_replaced),
    ("a_stale_pid_file_with_somebody_elses_id_does_no_harm", stale_pid_file),
    ("an_unfinished_template_is_made_anew", unfinished_template),
    ("a_native_server_is_started_like_an_embedded_one", native_server),
    ("a_url_gives_a_database_that_is_dropped", url_gives_a_database),
];

fn main() -> ExitCode {
    if let Some(code) = server::supervise_if_asked() {
        return code;
    }
    if let Some(act) = env::var_os("SERVER_TEST_ACT") {
        return act_as_command(&act.to_string_lossy());
    }
    let arguments = Arguments::from_args();
    let missing = if arguments.list { None } else { missing() };
    let trials = TESTS.map(|(name, test)| {
        let missing = missing.clone();
        Trial::test(name, move || missing.as_deref().map_or_else(test, skip_or_fail))
    });
    libtest_mimic::run(&arguments, trials.into()).exit_code()
}

/// Other processes: take a server, print how to reach it, hold it until standard input ends.
fn act_as_command(act: &str) -> ExitCode {
    let project = PathBuf::from(env::args_os().nth(1).unwrap_or_default());
    block_on(async {
        let (_lease, _throwaway): (Option<Lease>, Option<Throwaway>);
        let folder = if act == "throwaway" {
            _throwaway = Some(server::throwaway(&project, &choice()).await.unwrap_or_else(|e| panic!("{e}")));
            _throwaway.as_ref().unwrap().config().endpoints[0].socket_path().unwrap()
        } else {
            _lease = Some(server::project(&project, &choice()).await.unwrap_or_else(|e| panic!("{e}")));
            _lease.as_ref().unwrap().config().endpoints[0].socket_path().unwrap()
        };
        let mut stdout = std::io::stdout();
        writeln!(stdout, "{}", folder.display()).unwrap();
        std::io::stdin().read_line(&mut String::new()).unwrap();
    });
    ExitCode::SUCCESS
}

/// Another process that holds a server; killed when dropped.
struct Holder {
    child: Child,
    socket: PathBuf,
}

fn hold(act: &str, project: &Path) -> Holder {
    hold_in(act, project, None)
}

fn hold_in(act: &str, project: &Path, cache: Option<&Path>) -> Holder {
    let mut child = Command::new(env::current_exe().unwrap())
        .arg(project)
        .envs(cache.map(|cache| ("RUNGS_CACHE_DIR", cache)))
        .env("SERVER_TEST_ACT", act)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    assert!(!line.is_empty(), "the other process got no server");
    Holder { child, socket: PathBuf::from(line.trim_end()) }
}

impl Holder {
    fn kill(mut self) -> PathBuf {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.socket.clone()
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `RUNGS_SERVER=embedded=12` tries another version.
fn choice() -> ServerChoice {
    env::var("RUNGS_SERVER").map_or_else(|_| ServerChoice::default(), |choice| choice.parse().unwrap())
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

async fn query(config: &rungs_postgres::ConnectConfig, sql: &str) -> String {
    let session = Session::connect(config).await.unwrap_or_else(|error| panic!("{error}"));
    let results = session.execute(&Statement::new(sql)).await.unwrap_or_else(|error| panic!("{error}"));
    let row = results.last().and_then(|result| result.rows.first());
    row.and_then(|row| row.get(0)).unwrap_or_default().to_owned()
}

fn gone(socket: &Path) -> Outcome {
    let started = Instant::now();
    while socket.exists() {
        if started.elapsed() > Duration::from_secs(10) {
            return Err(format!("{} is still there", socket.display()).into());
        }
        sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// Why there is no server to run tests on, if there is none.
fn missing() -> Option<String> {
    match block_on(server::throwaway(".".as_ref(), &choice())) {
        Err(error @ LaunchError::NoBinaries { .. }) => Some(error.to_string()),
        _ => None,
    }
}

/// Says aloud that a test did not run.
fn skip_or_fail(reason: &str) -> Outcome {
    if env::var_os("RUNGS_REQUIRE_SERVERS").is_some_and(|value| value == "1") {
        return Err(reason.into());
    }
    eprintln!("SKIPPED: {reason}");
    Ok(())
}

/// A project whose path has spaces and is longer than a socket's may be; its servers' data goes with it.
struct Project(tempfile::TempDir);

fn project() -> Project {
    let name = format!("a project, {} ", "long ".repeat(20));
    Project(tempfile::Builder::new().prefix(&name).tempdir().unwrap())
}

impl Project {
    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = server::stop(self.path());
        for status in server::status(self.path()).unwrap_or_default() {
            if let Some(folder) = status.data.ancestors().nth(2) {
                let _ = fs::remove_dir_all(folder);
            }
        }
    }
}

fn throwaway_is_gone_when_dropped() -> Outcome {
    block_on(async {
        let server = server::throwaway(".".as_ref(), &choice()).await?;
        let socket = server.config().endpoints[0].socket_path().unwrap();
        query(server.config(), "create database d").await;
        assert_eq!(query(server.config(), "select 'here'").await, "here");
        drop(server);
        assert!(!socket.exists());
        Ok(())
    })
}

fn throwaway_is_gone_when_killed() -> Outcome {
    gone(&hold("throwaway", ".".as_ref()).kill())
}

fn text_is_the_same_everywhere() -> Outcome {
    block_on(async {
        let server = server::throwaway(".".as_ref(), &choice()).await?;
        let sorted = "select string_agg(t, '' order by t) || upper('é') || current_setting('timezone')
                      || current_setting('server_encoding') from unnest('{b,A,a,B,ä}'::text[]) t";
        let version: u32 = query(server.config(), "show server_version_num").await.parse()?;
        // Before 17 there is no builtin provider, and C knows ASCII letters only.
        let folded = if version >= 170_000 { "É" } else { "é" };
        assert_eq!(query(server.config(), sorted).await, format!("ABabä{folded}UTCUTF8"));
        Ok(())
    })
}

fn project_keeps_data() -> Outcome {
    let project = project();
    block_on(async {
        let lease = server::project(project.path(), &choice()).await?;
        let socket = lease.config().endpoints[0].socket_path().unwrap();
        assert!(lease.started());
        query(lease.config(), "create table kept as select 42 as answer").await;
        drop(lease);
        gone(&socket)?;
        let lease = server::project(project.path(), &choice()).await?;
        assert_eq!(query(lease.config(), "select answer from kept").await, "42");
        assert_eq!(query(lease.config(), "select current_database()").await, server::DATABASE);
        Ok(())
    })
}

fn two_share() -> Outcome {
    let project = project();
    let (one, two) = std::thread::scope(|scope| {
        let one = scope.spawn(|| hold("project", project.path()));
        let two = scope.spawn(|| hold("project", project.path()));
        (one.join().unwrap(), two.join().unwrap())
    });
    let socket = one.kill();
    assert_eq!(socket, two.socket);
    sleep(Duration::from_millis(300));
    assert!(socket.exists(), "the server ended while another command used it");
    gone(&two.kill())
}

fn user_is_killed() -> Outcome {
    gone(&hold("project", project().path()).kill())
}

fn kept_until_stopped() -> Outcome {
    let project = project();
    block_on(async {
        let lease = server::project(project.path(), &choice()).await?;
        lease.keep()?;
        let socket = lease.config().endpoints[0].socket_path().unwrap();
        drop(lease);
        sleep(Duration::from_millis(300));
        let status = server::status(project.path())?;
        assert!(status[0].running.as_ref().is_some_and(|running| running.kept), "{status:?}");
        assert_eq!(server::stop(project.path())?, [status[0].name.as_str()]);
        assert!(!socket.exists());
        assert_eq!(server::status(project.path())?[0].running, None);
        Ok(())
    })
}

fn supervisor_is_replaced() -> Outcome {
    let project = project();
    block_on(async {
        let lease = server::project(project.path(), &choice()).await?;
        let socket = lease.config().endpoints[0].socket_path().unwrap();
        let postmaster = server::status(project.path())?[0].running.as_ref().unwrap().pid;
        kill(parent(postmaster));
        let second = server::project(project.path(), &choice()).await?;
        assert!(!second.started());
        drop((lease, second));
        gone(&socket)
    })
}

fn stale_pid_file() -> Outcome {
    let project = project();
    block_on(async {
        let lease = server::project(project.path(), &choice()).await?;
        let status = server::status(project.path())?.remove(0);
        query(lease.config(), "create table kept as select 42 as answer").await;
        let socket = lease.config().endpoints[0].socket_path().unwrap();
        // As after a power cut: everything is gone but the files; the id is now another process's.
        let pid_file = status.data.join("postmaster.pid");
        let postmaster = status.running.unwrap().pid;
        kill(parent(postmaster));
        kill(postmaster);
        drop(lease);
        let mut other = Command::new("sleep").arg("60").spawn()?;
        let text = fs::read_to_string(&pid_file)?;
        fs::write(&pid_file, text.replacen(&postmaster.to_string(), &other.id().to_string(), 1))?;
        let lease = server::project(project.path(), &choice()).await?;
        assert!(lease.started() && socket.exists());
        assert_eq!(query(lease.config(), "select answer from kept").await, "42");
        assert!(other.try_wait()?.is_none(), "somebody else's process was ended");
        other.kill()?;
        other.wait()?;
        Ok(())
    })
}

/// In a cache of its own, where an earlier run was killed while it made the template.
fn unfinished_template() -> Outcome {
    let cache = tempfile::tempdir()?;
    fs::set_permissions(cache.path(), fs::Permissions::from_mode(0o755))?;
    let take = |act| {
        let mut holder = hold_in(act, ".".as_ref(), Some(cache.path()));
        drop(holder.child.stdin.take());
        assert!(holder.child.wait().unwrap().success());
    };
    take("throwaway");
    let templates = cache.path().join("templates");
    let made =
        fs::read_dir(&templates)?.flatten().map(|entry| entry.path()).find(|path| path.is_dir()).unwrap();
    fs::rename(&made, made.with_added_extension("new"))?;
    fs::remove_file(made.with_added_extension("new").join("global/pg_control"))?;
    take("throwaway");
    assert!(made.join("global/pg_control").exists() && !made.with_added_extension("new").exists());
    Ok(())
}

fn native_server() -> Outcome {
    block_on(async {
        let server = match server::throwaway(".".as_ref(), &ServerChoice::Native { major: None }).await {
            Err(error @ LaunchError::NoBinaries { .. }) => return skip_or_fail(&error.to_string()),
            other => other?,
        };
        let shown = "select current_setting('server_encoding') || current_setting('timezone')";
        assert_eq!(query(server.config(), shown).await, "UTF8UTC");
        let absent = server::throwaway(".".as_ref(), &"native=99".parse()?).await.unwrap_err().to_string();
        assert!(absent.contains("no PostgreSQL 99") && absent.contains("--server postgresql://"), "{absent}");
        Ok(())
    })
}

fn url_gives_a_database() -> Outcome {
    block_on(async {
        let server = server::throwaway(".".as_ref(), &choice()).await?;
        let folder = server.config().endpoints[0].socket_path().unwrap();
        let url = format!("postgresql:///postgres?host={}&user=postgres", folder.parent().unwrap().display());
        let own = "select oid from pg_database where datname = current_database()";
        let prefix = format!("rungs_throwaway_{}_", query(server.config(), own).await);
        query(server.config(), &format!("create database {prefix}1_0")).await;
        let database = server::throwaway(".".as_ref(), &url.parse()?).await?;
        let name = query(database.config(), "select current_database()").await;
        assert!(name.starts_with(&prefix), "{name}");
        let count = "select count(*) from pg_database where datname like 'rungs%'";
        assert_eq!(query(server.config(), count).await, "1", "the one whose owner is gone is still there");
        drop(database);
        assert_eq!(query(server.config(), count).await, "0");
        Ok(())
    })
}

/// Kills a process and waits until it has let go of its locks: the signal is sent before the process has ended.
fn kill(pid: i32) {
    assert!(Command::new("kill").args(["-9", &pid.to_string()]).status().unwrap().success());
    let has_ended = || matches!(asked("stat=", pid).chars().next(), None | Some('Z'));
    while !has_ended() {
        sleep(Duration::from_millis(5));
    }
}

fn parent(pid: i32) -> i32 {
    asked("ppid=", pid).parse().unwrap()
}

/// What `ps` says of a process; nothing if there is none.
fn asked(column: &str, pid: i32) -> String {
    let asked = Command::new("ps").args(["-o", column, "-p", &pid.to_string()]).output().unwrap();
    String::from_utf8_lossy(&asked.stdout).trim().to_owned()
}
