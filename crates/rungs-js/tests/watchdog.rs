//! What the watchdog sees, and how a run ends.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use std::{path::Path, rc::Rc, sync::atomic::Ordering, time::Duration};

use rungs_js::{Access, Engine, EngineOptions, Error, Output, rquickjs::Function};

/// Writes `source` to a file of its own, loads it, calls its export `up`.
async fn up(source: &str, change: impl FnOnce(&mut EngineOptions)) -> Result<(), Error> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("up.ts");
    std::fs::write(&file, source).unwrap();
    let mut options = EngineOptions {
        root: folder.path().to_path_buf(),
        longest_pause: Duration::from_millis(100),
        output: Output(Rc::new(|_, _| ())),
        ..EngineOptions::default()
    };
    change(&mut options);
    let engine = Engine::new(options).await?;
    call_up(&engine, &file).await
}

async fn call_up(engine: &Engine, file: &Path) -> Result<(), Error> {
    let namespace = engine.import(file).await?;
    engine
        .run("up.ts", |ctx| namespace.restore(&ctx)?.get::<_, Function>("up")?.call(()), |_, _| Ok(()))
        .await
}

#[tokio::test]
async fn a_promise_that_nothing_can_settle_is_reported() {
    let result = up("export const up = () => new Promise(() => {});", |_| ()).await;
    assert!(matches!(&result, Err(Error::NeverSettles { what }) if what == "up.ts"), "{result:?}");
}

#[tokio::test]
async fn a_timer_is_waited_for() {
    let source = "export const up = () => new Promise((r) => setTimeout(r, 30));";
    assert!(up(source, |_| ()).await.is_ok());
}

#[tokio::test]
async fn a_timer_that_was_unreferenced_is_not_waited_for() {
    let source = "export const up = () => new Promise((r) => setTimeout(r, 60_000).unref());";
    let result = up(source, |_| ()).await;
    assert!(matches!(result, Err(Error::NeverSettles { .. })), "{result:?}");
}

#[tokio::test]
async fn an_endless_loop_is_stopped() {
    let result = up("export async function up() { while (true) {} }", |_| ()).await;
    assert!(matches!(result, Err(Error::EndlessLoop { .. })), "{result:?}");
}

#[tokio::test]
async fn an_endless_chain_of_microtasks_is_stopped() {
    let result = up("export async function up() { while (true) await null; }", |_| ()).await;
    assert!(matches!(result, Err(Error::EndlessLoop { .. })), "{result:?}");
}

#[tokio::test]
async fn the_interrupt_flag_stops_what_runs() {
    let result = up("export async function up() { for (;;); }", |options| {
        options.longest_pause = Duration::from_secs(60);
        let flag = options.interrupt.clone();
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(50));
            flag.store(true, Ordering::Relaxed);
        });
    })
    .await;
    assert!(matches!(result, Err(Error::Interrupted { .. })), "{result:?}");
}

#[tokio::test]
async fn an_unhandled_rejection_is_an_error() {
    let source = "export async function up() { Promise.reject(new TypeError('lost')); await new Promise((r) => setTimeout(r, 5)); }";
    let result = up(source, |_| ()).await;
    let Err(Error::UnhandledRejection { error, .. }) = result else { panic!("{result:?}") };
    assert_eq!((error.message.as_str(), error.stack[0].line), ("lost", 1));
}

#[tokio::test]
async fn a_rejection_that_is_handled_later_in_the_same_turn_is_none() {
    let source =
        "export async function up() { const p = Promise.reject(1); await null; await p.catch(() => {}); }";
    assert!(up(source, |_| ()).await.is_ok());
}

#[tokio::test]
async fn an_exception_in_a_timer_is_an_error() {
    let source = "export const up = () => new Promise((r) => { setTimeout(() => { throw new Error('in timer'); }, 1); setTimeout(r, 50); });";
    let result = up(source, |_| ()).await;
    assert!(
        matches!(&result, Err(Error::UnhandledRejection { error, .. }) if error.message == "in timer"),
        "{result:?}"
    );
}

#[tokio::test]
async fn exit_ends_the_run_with_its_code() {
    let result = up("export async function up() { process.exit(3); }", |_| ()).await;
    assert!(matches!(result, Err(Error::Exit { code: 3, .. })), "{result:?}");
}

#[tokio::test]
async fn files_are_written_only_where_it_is_allowed() {
    let source = "import fs from 'fs'; export async function up() { fs.writeFileSync('here.txt', ''); }";
    let result =
        up(source, |options| options.permissions.write = Access::Below(vec!["/nowhere".into()])).await;
    assert!(
        matches!(&result, Err(Error::Thrown(error)) if error.code.as_deref() == Some("EACCES")),
        "{result:?}"
    );
}

#[tokio::test]
async fn modules_can_be_provided() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("up.ts");
    let source = "import knex, { Knex } from 'knex'; import * as types from 'knex/types';\n\
                  export async function up() { if (knex() !== 1 || Knex.A !== 2 || types.id !== 'knex/types') throw new Error('no'); }";
    std::fs::write(&file, source).unwrap();
    let engine = Engine::new(EngineOptions::default()).await.unwrap();
    engine.provide("knex", "module.exports = () => 1; module.exports.Knex = { A: 2 };");
    engine.provide("knex/", "module.exports = { id: module.id.replace('rungs:provided/', '') };");
    call_up(&engine, &file).await.unwrap();
}
