//! The team's Node as host: when it is chosen, how it ends, and what is said where there is none.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Child;
use std::time::{Duration, Instant};

use rungs_testing::tool::{is_required, repository};
use rustix::process::{Pid, Signal, kill_process};

use crate::project::{Ended, Project, bare, migration, tables, wait_for_sleep};
use crate::support::database;

/// Whether there is a Node to run in, or the test is skipped.
fn has_node() -> bool {
    let found = rungs_testing::tool::has_node();
    assert!(found || !is_required("RUNGS_REQUIRE_KNEX"), "no node on the PATH");
    found
}

/// All runs in Node.
fn in_node(migrations: &[(&str, String)]) -> Project {
    let project = Project::new(migrations);
    project.put("rungs.toml", "runtime = \"node\"\n");
    project
}

/// The Node that a run has started.
fn node_of(child: &Child) -> Pid {
    let file = format!("/proc/{0}/task/{0}/children", child.id());
    let start = Instant::now();
    loop {
        let children = fs::read_to_string(&file).unwrap();
        if let Some(pid) =
            children.split_whitespace().next().and_then(|pid| Pid::from_raw(pid.parse().unwrap()))
        {
            return pid;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "no Node was started");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Nobody may be there to bury it: one that has ended counts.
#[track_caller]
fn is_gone_soon(pid: Pid) {
    let file = format!("/proc/{}/stat", pid.as_raw_nonzero());
    let lives = || fs::read_to_string(&file).is_ok_and(|stat| !stat.contains(") Z "));
    let start = Instant::now();
    while lives() {
        assert!(start.elapsed() < Duration::from_secs(10), "{pid:?} lives on");
        std::thread::sleep(Duration::from_millis(10));
    }
}

const THUMBS: &str = "
import type { Knex } from 'knex';
import sharp from 'sharp';

export async function up(knex: Knex): Promise<void> {
  const image = await sharp({ create: { width: 8, height: 4, channels: 3, background: 'red' } }).png().toBuffer();
  await knex('photos').insert({ image });
  for (const { id, image } of await knex('photos').select('id', 'image')) {
    await knex('photos').where({ id }).update({ width: (await sharp(image).metadata()).width });
  }
}
export const down = (knex: Knex) => knex('photos').delete();
";

/// A table for pictures, and a migration that measures one with sharp.
fn with_sharp() -> Option<Project> {
    let modules = repository().join("tests/oracle/node_modules").canonicalize().ok();
    let modules = modules.filter(|modules| modules.join("sharp").exists() && has_node());
    assert!(modules.is_some() || !is_required("RUNGS_REQUIRE_KNEX"), "no sharp in tests/oracle/node_modules");
    let table = "exports.up = (knex) => knex.schema.createTable('photos', (table) => {
        table.increments(); table.binary('image'); table.integer('width'); console.log('pid', process.pid);
    });\nexports.down = (knex) => knex.schema.dropTable('photos');";
    let project = Project::new(&[("1_photos", table.to_owned())]);
    project.put("migrations/2_thumbs.ts", THUMBS);
    symlink(modules?, project.folder.path().join("node_modules")).unwrap();
    Some(project)
}

#[test]
fn a_migration_with_a_compiled_addon_chooses_node() {
    let (Some(database), Some(project)) = (database(), with_sharp()) else { return };
    let ended = project.latest(&database.url);
    ended.succeeded();
    let lines: Vec<&str> =
        ended.stderr.lines().filter(|line| line.contains("outside of the sandbox")).collect();
    assert_eq!(lines.len(), 1, "{ended:#?}");
    assert!(
        lines[0].starts_with("migrations/2_thumbs.ts runs in Node (") && lines[0].contains("sharp needs")
    );
    assert_eq!(database.rows("select width from photos").unwrap(), ["8"]);
    project.run(&database.url, &["migrate:list"]).succeeded();
    project.run(&database.url, &["migrate:rollback"]).succeeded();
    assert!(tables(&database).is_empty());
}

#[test]
fn without_node_the_module_and_the_file_are_named() {
    let (Some(database), Some(project)) = (database(), with_sharp()) else { return };
    let mut command = project.command(&database.url, &["migrate:latest"]);
    let ended = Ended::of(command.env("PATH", "/nowhere").output().unwrap());
    ended.failed(
        1,
        &[
            "migrations/2_thumbs.ts cannot run: sharp needs",
            "there is none on the PATH",
            "[migrations/2_thumbs.ts:3:1]",
            "Install Node 18 or newer, or say in the variable RUNGS_NODE where it is.",
        ],
    );
    assert!(tables(&database).is_empty());
}

#[test]
fn the_embedded_engine_alone_says_what_to_do() {
    let (Some(database), Some(project)) = (database(), with_sharp()) else { return };
    project.put("rungs.toml", "runtime = \"embedded\"\n");
    project.latest(&database.url).failed(1, &["runtime = \"node\"", "outside of the sandbox"]);
}

#[test]
fn what_the_sandbox_refuses_does_not_lead_out_of_it() {
    let Some(database) = database() else { return };
    for refused in [
        "require('fs').readFileSync('/etc/passwd')",
        "require('child_process').execSync('true')",
        "require('http').get('http://127.0.0.1:1')",
        "require('net').connect(1)",
        "require('fs').writeFileSync('x', 'y')",
    ] {
        let project = Project::new(&[("1_a", format!("{refused};\n{}", migration(&["create table a ()"])))]);
        let ended = project.latest(&database.url);
        assert_eq!(ended.code, Some(1), "{ended:#?}");
        assert!(!ended.stderr.contains("in Node ("), "{ended:#?}");
    }
}

#[test]
fn nobody_shall_believe_that_the_sandbox_holds_in_node() {
    let (Some(database), true) = (database(), has_node()) else { return };
    let project = in_node(&[("1_a", migration(&["create table a ()"]))]);
    let ended = project.run(&database.url, &["migrate:latest", "--allow-read=/etc"]);
    assert!(ended.succeeded().stderr.contains("runs in Node, outside of the sandbox"), "{ended:#?}");
    let ended = project.run(&database.url, &["migrate:rollback"]);
    assert!(!ended.succeeded().stderr.contains("sandbox"), "{ended:#?}");
}

#[test]
fn what_only_node_has_chooses_node() {
    let (Some(database), true) = (database(), has_node()) else { return };
    for (number, (wish, why)) in [
        ("require('vm').runInNewContext('1 + 1')", "the module node:vm is there only in Node"),
        ("new WebAssembly.Memory({ initial: 1 })", "WebAssembly, which only Node has"),
        (
            "new (require('worker_threads').Worker)('', { eval: true })",
            "the module node:worker_threads, which only Node has",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let text = format!("const x = {wish};\n{}", migration(&[&format!("create table t{number} ()")]));
        let ended = Project::new(&[(&format!("{number}_a"), text)])
            .run(&database.url, &["migrate:latest", &format!("--migrations-table-name=knex_{number}")]);
        ended.succeeded();
        assert!(ended.stderr.contains(why) && ended.stderr.contains("outside of the sandbox"), "{ended:#?}");
    }
    assert_eq!(tables(&database), ["t0", "t1", "t2"]);
}

#[test]
fn what_is_missed_only_while_it_runs_chooses_node_too() {
    let (Some(database), Some(project)) = (database(), with_sharp()) else { return };
    let late = "exports.up = async (knex) => {
        const { default: sharp } = await import('sharp');
        await knex.raw('create table a ()');
        console.log(typeof sharp);
    };\nexports.down = () => {};";
    project.put("migrations/2_thumbs.ts", late);
    let ended = project.latest(&database.url);
    assert!(ended.stdout.contains("function"), "{ended:#?}");
    assert!(ended.succeeded().stderr.contains("2_thumbs.ts runs in Node ("), "{ended:#?}");
    assert_eq!(tables(&database), ["a", "photos"]);

    // What has begun in the database is not begun again.
    let begun = late.replace(
        "exports.up = async (knex) => {",
        "exports.up = async (knex) => { await knex.raw('create table b ()');",
    );
    project.put("migrations/3_late.js", &begun.replace("table a", "table c"));
    project.latest(&database.url).failed(1, &["runtime = \"node\"", "3_late.js"]);
    assert_eq!(tables(&database), ["a", "photos"]);
}

#[test]
fn an_old_node_is_refused() {
    let Some(database) = database() else { return };
    let project = in_node(&[("1_a", migration(&["create table a ()"]))]);
    let node = project.folder.path().join("old-node");
    // As its host greets: a frame with the version.
    fs::write(&node, "#!/bin/sh\nprintf '\\010\\000\\000\\000Vv16.20.2' >&4\n").unwrap();
    fs::set_permissions(&node, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = project.command(&database.url, &["migrate:latest"]);
    let ended = Ended::of(command.env("RUNGS_NODE", &node).output().unwrap());
    ended.failed(1, &["is Node v16.20.2, and Rungs needs Node 18 or newer", "RUNGS_NODE"]);
    fs::write(&node, "#!/bin/sh\nexit 3\n").unwrap();
    let ended = Ended::of(command.output().unwrap());
    ended.failed(1, &["has ended with exit code 3"]);
}

#[test]
fn a_node_that_is_killed_leaves_nothing_half_done() {
    let (Some(database), true) = (database(), has_node()) else { return };
    let project = in_node(&[("1_a", migration(&["create table a ()", "select pg_sleep(60)"]))]);
    let child = project.start(&database.url, &["migrate:latest"]);
    wait_for_sleep(&database);
    let start = Instant::now();
    kill_process(node_of(&child), Signal::KILL).unwrap();
    Ended::after(child).failed(1, &["was ended by signal 9", "1_a.js"]);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    assert!(tables(&database).is_empty());
    assert_eq!(database.ledger("knex_migrations").unwrap(), ["unlocked"]);
}

#[test]
fn what_node_has_started_is_not_waited_for() {
    let (Some(database), true) = (database(), has_node()) else { return };
    let text = "exports.up = async (knex) => {
        require('child_process').spawn('sleep', ['30'], { detached: true, stdio: 'ignore' }).unref();
        process.kill(process.pid, 'SIGKILL');
        await new Promise(() => {});
    };\nexports.down = () => {};";
    let start = Instant::now();
    in_node(&[("1_a", text.to_owned())]).latest(&database.url).failed(1, &["was ended by signal 9"]);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn node_ends_with_a_run_that_is_killed() {
    let (Some(database), true) = (database(), has_node()) else { return };
    let loops =
        "exports.up = async (knex) => { await knex.raw('select 1'); for (;;); };\nexports.down = () => {};";
    for text in [loops.to_owned(), migration(&["select pg_sleep(60)"])] {
        let project = in_node(&[("1_a", text)]);
        let mut child = project.start(&database.url, &["migrate:latest"]);
        let node = node_of(&child);
        std::thread::sleep(Duration::from_millis(500));
        child.kill().unwrap();
        child.wait().unwrap();
        is_gone_soon(node);
    }
}

#[test]
fn ctrl_c_ends_in_order_in_node_too() {
    let (Some(database), true) = (database(), has_node()) else { return };
    let sleeps = migration(&["create table b ()", "select pg_sleep(60)"]);
    let project = in_node(&[("1_a", migration(&["create table a ()"])), ("2_b", sleeps)]);
    let child = project.start(&database.url, &["migrate:latest"]);
    wait_for_sleep(&database);
    let node = node_of(&child);
    let start = Instant::now();
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    Ended::after(child).failed(130, &["Interrupted", "Failed, and rolled back: 2_b.js"]);
    assert!(start.elapsed() < Duration::from_secs(5));
    assert!(tables(&database).is_empty());
    is_gone_soon(node);
}

#[test]
fn what_loops_in_node_is_stopped() {
    let (Some(database), true) = (database(), has_node()) else { return };
    let loops = "exports.up = async (knex) => { await knex.raw('create table a ()'); for (;;); };\nexports.down = () => {};";
    let project = in_node(&[("1_a", loops.to_owned())]);
    project.put("rungs.toml", "runtime = \"node\"\n[javascript]\nlongest-pause = 1\n");
    project.latest(&database.url).failed(1, &["ran for 1 s without a pause", "longest-pause"]);
    assert!(tables(&database).is_empty());

    project.put("rungs.toml", "runtime = \"node\"\n");
    let child = project.start(&database.url, &["migrate:latest"]);
    let node = node_of(&child);
    std::thread::sleep(Duration::from_secs(1));
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    assert_eq!(Ended::after(child).code, Some(130));
    is_gone_soon(node);
}

#[test]
fn process_exit_ends_with_its_code_in_node_too() {
    let (Some(database), true) = (database(), has_node()) else { return };
    let text = "exports.up = async (knex) => { await knex.raw('create table a ()'); process.exit(7); };\nexports.down = () => {};";
    let project = in_node(&[("1_a", text.to_owned())]);
    project.latest(&database.url).failed(7, &["process.exit(7)"]);
    assert!(tables(&database).is_empty());
}

#[test]
fn an_error_in_node_has_its_line_of_typescript() {
    let (Some(database), true) = (database(), has_node()) else { return };
    let project = in_node(&[]);
    let text = "enum Color { Red }\ninterface Shape { color: Color }\n\nexport async function up(): Promise<void> {\n  \
                const shape = undefined as unknown as Shape;\n  shape.color = Color.Red;\n}\nexport const down = up;\n";
    project.put("migrations/1_a.ts", text);
    let ended = project.latest(&database.url);
    ended.failed(
        1,
        &["Cannot set properties of undefined (setting 'color')", "1_a.ts:6:", "shape.color = Color.Red;"],
    );
}

#[test]
fn a_promise_that_cannot_settle_is_seen_in_node_too() {
    let (Some(database), true) = (database(), has_node()) else { return };
    for (up, said) in [
        ("new Promise(() => {})", "never finished"),
        (
            "knex.raw('select 1').then(() => { Promise.reject(new Error('lost')); return knex.raw('select 2'); })",
            "lost",
        ),
    ] {
        let text = format!("exports.up = (knex) => {up};\nexports.down = () => {{}};");
        in_node(&[("1_a", text)]).latest(&database.url).failed(1, &[said]);
    }
    in_node(&[("1_a", bare(&["create table a ()"]))]).latest(&database.url).succeeded();
}
