use std::{cell::RefCell, collections::HashMap, rc::Rc, time::Instant};

use rquickjs::{Ctx, Exception, Function, Object, Result, Value, context::EvalOptions, function::This};
use rungs_builder::BuilderKind;
use rungs_js::{Engine, Outstanding, OutstandingCounter, Verdict};
use serde_json::{Map, json};

use crate::session::Connections;

use super::{
    child::Child,
    frame::{Frame, from_node, to_node},
    sources,
    watch::Watch,
};

/// The functions of the prelude that Rungs calls.
const FUNCTIONS: &[&str] = &[
    "afterCreate",
    "downShape",
    "end",
    "fromSource",
    "hasSeed",
    "importFile",
    "inspectMigration",
    "listSource",
    "projectConnectionSettings",
    "projectSearchPath",
    "readKnexfile",
    "renderTemplate",
    "runHook",
    "runMigration",
    "runSeed",
    "warn",
];

/// A Node, and who watches it.
pub(crate) struct InNode {
    pub child: Rc<Child>,
    pub watch: Watch,
}

/// What both directions share.
#[derive(Clone)]
struct Relay {
    child: Rc<Child>,
    watch: Watch,
    connections: Rc<Connections>,
    verdict: Verdict,
    outstanding: OutstandingCounter,
    /// The calls to Node that are under way, each with what keeps the engine waiting while Node may do something by
    /// itself.
    calls: Rc<RefCell<HashMap<u32, Option<Outstanding>>>>,
}

/// Has the functions of `rungs` run in Node, and answers what Node asks with those of `rungs.native`.
pub(crate) fn install<'js>(
    ctx: &Ctx<'js>,
    rungs: &Object<'js>,
    engine: &Engine,
    connections: &Rc<Connections>,
    InNode { child, watch }: InNode,
) -> Result<()> {
    let relay = Relay {
        child,
        watch,
        connections: connections.clone(),
        verdict: engine.verdict(),
        outstanding: engine.outstanding_counter(),
        calls: Rc::default(),
    };
    let link = Object::new(ctx.clone())?;
    link.set("functions", FUNCTIONS.to_vec())?;
    link.set("methodTable", Function::new(ctx.clone(), method_table)?)?;
    let ours = relay.clone();
    link.set("call", Function::new(ctx.clone(), move |number: u32, text: String| ours.call(number, &text))?)?;
    let ours = relay.clone();
    let send = move |kind: String, text: String| {
        kind.bytes().for_each(|kind| ours.child.tell(kind, &text));
        ours.wake();
    };
    link.set("send", Function::new(ctx.clone(), send)?)?;

    let ours = relay.clone();
    let call_back = move |ctx: Ctx<'js>, link: This<Object<'js>>, text: String| {
        ours.call_back(&ctx, &link.get("serve")?, &text)
    };
    link.set("callBack", Function::new(ctx.clone(), call_back)?)?;

    let making: Function = evaluate(ctx, sources::RELAY, "rungs:node/relay.js")?;
    let wire: Function = evaluate(ctx, sources::WIRE, "rungs:node/wire.js")?;
    let made: Object = making.call((rungs.clone(), engine.remote_loading(ctx)?, link, wire))?;

    let inner = ctx.clone();
    ctx.spawn(async move {
        // Nobody is left to hear of it.
        let _ = relay.run(&inner, &made).await;
    });
    Ok(())
}

impl Relay {
    /// Hears what Node says for as long as it lives.
    async fn run<'js>(&self, ctx: &Ctx<'js>, made: &Object<'js>) -> Result<()> {
        while let Some(frame) = self.child.next().await {
            // The engine itself has failed, or was stopped: Node must not wait for what does not come.
            if self.hear(ctx, made, frame).is_err() {
                let _ = ctx.catch();
                self.child.end();
            }
        }
        let message = self.child.obituary();
        let _waiting = self.outstanding.start();
        if !self.calls.take().is_empty() {
            self.connections.cancel_all().await;
        }
        made.get::<_, Function>("lost")?.call((message,))
    }

    fn hear<'js>(&self, ctx: &Ctx<'js>, made: &Object<'js>, Frame { kind, text }: Frame) -> Result<()> {
        match kind {
            from_node::ASK => self.answer(&made.get("serve")?, text)?,
            from_node::DONE | from_node::FAILED => {
                let settle: Function = made.get("settle")?;
                let number: u32 = settle.call((kind == from_node::DONE, text))?;
                self.calls.borrow_mut().remove(&number);
                self.watch.set_busy(!self.calls.borrow().is_empty());
            }
            // Nothing is left there that could settle what is awaited, unless something is on its way that it has not
            // seen yet.
            from_node::IDLE if text.parse() == Ok(self.child.told()) => {
                self.calls.borrow_mut().values_mut().for_each(|waiting| *waiting = None);
            }
            from_node::PONG => self.watch.pong(),
            from_node::UNCAUGHT => {
                let reason: Value = made.get::<_, Function>("thrown")?.call((text,))?;
                self.verdict.uncaught(ctx, &reason);
            }
            from_node::EXIT => {
                self.verdict.exit(text.parse().unwrap_or(1));
                self.child.end();
            }
            _ => {}
        }
        Ok(())
    }

    fn answer(&self, serve: &Function<'_>, question: String) -> Result<()> {
        let answer: String = serve.call((question,))?;
        if let Some((kind, text)) = answer.split_at_checked(1) {
            kind.bytes().for_each(|kind| self.child.answer(kind, text));
        }
        Ok(())
    }

    /// Calls a function in Node; it counts as under way until it has ended, or Node has nothing left to do.
    fn call(&self, number: u32, text: &str) {
        self.calls.borrow_mut().insert(number, Some(self.outstanding.start()));
        self.watch.set_busy(true);
        self.child.tell(to_node::CALL, text);
    }

    /// Node has something to do again.
    fn wake(&self) {
        for waiting in self.calls.borrow_mut().values_mut() {
            waiting.get_or_insert_with(|| self.outstanding.start());
        }
    }

    /// Asks Node, which waits for an answer of ours, and may ask on its part before it answers.
    fn call_back<'js>(&self, ctx: &Ctx<'js>, serve: &Function<'js>, text: &str) -> Result<String> {
        self.child.answer(to_node::CALL_BACK, text);
        let start = Instant::now();
        loop {
            let frame = self.child.next_within(Watch::GLANCE);
            match frame.map_err(|error| Exception::throw_message(ctx, &error.to_string()))? {
                Some(Frame { kind: from_node::ASK, text }) => self.answer(serve, text)?,
                Some(Frame { kind: kind @ (from_node::ANSWER | from_node::REFUSAL), text }) => {
                    return Ok(format!("{}{text}", char::from(kind)));
                }
                Some(other) => self.child.put_off(other),
                None => self.watch.judge_wait(start, &self.child, &self.verdict),
            }
        }
    }
}

fn evaluate<'js>(ctx: &Ctx<'js>, source: &str, file: &str) -> Result<Function<'js>> {
    let mut options = EvalOptions::default();
    options.filename = Some(file.to_owned());
    ctx.eval_with_options(source, options)
}

/// `{ method: [returned kind, callback's kind, the callback's position] }` of a kind of builder, as JSON.
fn method_table(kind: String) -> String {
    let name = |kind: Option<BuilderKind>| kind.map(BuilderKind::name);
    let methods = BuilderKind::from_name(&kind).map(BuilderKind::methods).unwrap_or_default();
    let table: Map<_, _> = methods
        .iter()
        .map(|method| {
            let row = json!([name(method.returns), name(method.callback), method.callback_position]);
            (method.name.to_owned(), row)
        })
        .collect();
    serde_json::Value::Object(table).to_string()
}
