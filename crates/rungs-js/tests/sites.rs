//! Where a call into the embedder came from.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use std::{cell::RefCell, rc::Rc};

use rungs_js::{
    Engine, EngineOptions, call_site,
    rquickjs::{Ctx, Function, async_with},
};

/// A builder as an embedder has it: chained calls, each recorded by a native function.
const BUILDER: &str = "
const record = globalThis.record;
class Table { string(name) { record(); return this; } }
module.exports = { createTable(name, callback) { record(); callback(new Table()); return this; }, raw(sql) { record(); return this; } };
";

const MIGRATION: &str = r#"import db from "db";

type Names = string[];
const names: Names = ["ä", "ö"];

export async function up(): Promise<void> {
  db.createTable("users", (table) => {
    table.string("a");
    for (const name of names) table.string(name.concat("x")).string(String(names.indexOf(name)));
  }).raw(
    `select ${names.map((n) => n).join(", ")}`,
  );
  const text: string = "äöü"; db.raw(text);
  await 0; db.raw(`
    select 1
  `).raw(text).raw(`select
    ${text}`);
}
"#;

#[tokio::test]
async fn calls_lead_to_the_line_and_column_of_the_typescript() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("up.ts");
    std::fs::write(&file, MIGRATION).unwrap();
    let engine = Engine::new(EngineOptions::default()).await.unwrap();
    let stacks = Rc::new(RefCell::new(Vec::new()));
    let sink = stacks.clone();
    async_with!(engine.context() => |ctx| {
        let record = move |ctx: Ctx<'_>| { sink.borrow_mut().push(call_site(&ctx).unwrap()); };
        ctx.globals().set("record", Function::new(ctx.clone(), record).unwrap()).unwrap();
    })
    .await;
    engine.provide("db", BUILDER);
    let namespace = engine.import(&file).await.unwrap();
    engine
        .run("up", |ctx| namespace.restore(&ctx)?.get::<_, Function>("up")?.call(()), |_, _| Ok(()))
        .await
        .unwrap();
    let sites: Vec<(u32, u32)> = stacks
        .borrow()
        .iter()
        .map(|stack| engine.resolve_site(stack).map_or((0, 0), |frame| (frame.line, frame.column)))
        .collect();
    // As V8 has them: the name that is called.
    let chained = [(9, 37), (9, 62)];
    let templates = [(14, 15), (16, 6), (16, 16)];
    let mut expected = [[(7, 6), (8, 11)], chained, chained, [(10, 6), (13, 34)]].concat();
    expected.extend(templates);
    assert_eq!(sites, expected);
}
