// The prelude in Node. Its `native` asks Rungs, where the same functions answer that answer the embedded engine.
(function (host) {
  "use strict";
  const { settings, send, receive, evaluate } = host;

  const rungs = { native: undefined };
  host.rungs = rungs;

  // --- Objects that stay here, and are known to Rungs by a number ---------------------------------

  const kept = new Map();
  let lastNumber = 0;
  // Those of the question that is being asked; a module is kept for good.
  let ofQuestion = [];

  function keep(value) {
    kept.set(++lastNumber, value);
    return lastNumber;
  }

  function keepForQuestion(value) {
    const number = keep(value);
    ofQuestion.push(number);
    return number;
  }

  class Kept {
    constructor(value) {
      this.number = keep(value);
    }
  }
  host.keep = (value) => new Kept(value);

  // --- What only Node has to say ----------------------------------------------------------------

  const callbackTables = new Map();

  // `{ method: [returned kind, callback's kind, its position] }` of a kind of builder.
  function methodsOf(kind) {
    if (!callbackTables.has(kind)) callbackTables.set(kind, ask("methodTable", kind));
    return callbackTables.get(kind);
  }

  // By index: a callback may call methods of the builder around it, which are sent too.
  function packCalls(calls, kind, client, depth) {
    const methods = methodsOf(kind);
    const packed = [];
    for (let index = 0; index < calls.length; index++) {
      const [name, args, site, chain, order] = calls[index];
      const [returns, callback, position] = methods[name] ?? [];
      const kindAt = (at) => (position != null && position !== at ? "query" : callback);
      const values = args.map((value, at) => wire.pack(value, withClient(kindAt(at), client), depth + 1));
      packed.push([name, values, site, returns && chain ? packCalls(chain, returns, client, depth + 1) : undefined, order]);
    }
    return packed;
  }

  const withClient = (kind, client) => (kind == null ? undefined : { kind, client });

  function packBuilder(builder, depth, client = builder.client) {
    const { $kind, $calls, $callback } = builder;
    return { $: "B", kind: $kind, calls: packCalls($calls, $kind, client, depth), callback: $callback };
  }

  function packFunction(value, callback, depth) {
    if (!callback) return { $: "f", number: keepForQuestion(value), source: Function.prototype.toString.call(value) };
    const { kind, client } = callback;
    const builder = rungs.runCallback(kind, client, value);
    return { ...packBuilder(builder, depth + 1, client), callback: true };
  }

  function packClient(client) {
    const { config } = client;
    const { useNullAsDefault, defaultDateTimePrecision } = config;
    return {
      $: "C",
      number: keepForQuestion(client),
      wraps: typeof config.wrapIdentifier === "function",
      config: wire.pack({ useNullAsDefault, defaultDateTimePrecision }),
    };
  }

  // These two are no data: what they give is asked for.
  const CONVERSIONS = ["toJSON", "toPostgres"];
  let isInside = false;

  // An instance of somebody's class: its own properties, its JSON, and whether it says itself what is sent of it. Of an
  // instance inside it only the latter is of interest; its properties may lead anywhere.
  function packInstance(value, callback, depth) {
    const number = keepForQuestion(value);
    const converts = typeof value.toPostgres === "function";
    const json = attempt(() => JSON.stringify(value));
    if (isInside) return { $: "x", number, json, entries: [], converts };
    isInside = true;
    try {
      const keys = Object.keys(value).filter((key) => !CONVERSIONS.includes(key));
      const entry = (key) => [key, wire.pack(value[key], callback, depth + 1)];
      return { $: "x", number, json, entries: attempt(() => keys.map(entry)) ?? [], converts };
    } finally {
      isInside = false;
    }
  }

  function attempt(make) {
    try {
      return make();
    } catch {
      return undefined;
    }
  }

  function packOpaque({ $value }, depth) {
    if (typeof $value === "function") return packFunction($value, undefined, depth);
    const isObject = typeof $value === "object" && $value !== null;
    return isObject ? packInstance($value, undefined, depth) : wire.pack($value);
  }

  function packOther(value, callback, depth) {
    if (typeof value === "function") return packFunction(value, callback, depth);
    if (value instanceof Kept) return { $: "k", number: value.number };
    if (typeof value !== "object") return { $: "f", number: keepForQuestion(value), source: "" };
    if ("$kind" in value) return packBuilder(value, depth, callback?.client ?? value.client);
    if (rungs.Client && value instanceof rungs.Client) return packClient(value);
    if (rungs.Opaque && value instanceof rungs.Opaque) {
      return { $: "O", value: packOpaque(value, depth) };
    }
    return packInstance(value, callback, depth);
  }

  const wire = evaluate(settings.wire, "rungs:node/wire.js")({
    packOther,
    revivers: {
      k: ({ number }) => kept.get(number),
      r: ({ parts }) => rungs.result(...wire.unpack(parts)),
      t: ({ text }) => rungs.interval(text),
      // What PostgreSQL reports has a class of its own.
      error: (packed) => (packed.database ? rungs.databaseError(packed.message) : undefined),
    },
  });
  host.wire = wire;

  // --- Asking -----------------------------------------------------------------------------------

  // What Rungs asks back, before it can answer.
  const asked = {
    wrapIdentifier: (client, method, name, context) => client[method](name, context),
    warn: (client, message) => void client.logger.warn(message),
    toPostgres: (value) => value.toPostgres((other) => ask("prepareValue", other)),
  };

  function answerBack(text) {
    const before = ofQuestion;
    ofQuestion = [];
    try {
      const [name, ...args] = wire.read(text);
      send("r", wire.write(asked[name](...args)));
    } catch (error) {
      send("x", JSON.stringify(wire.packThrown(error)));
    } finally {
      before.push(...ofQuestion);
      ofQuestion = before;
    }
  }

  function ask(name, ...args) {
    const outer = ofQuestion;
    const own = (ofQuestion = []);
    let isPromised = false;
    try {
      send("A", JSON.stringify([name, args.map((value) => wire.pack(value))]));
      for (;;) {
        const { kind, text } = receive();
        if (kind === "v") return wire.read(text);
        if (kind === "e") throw wire.read(text);
        if (kind === "p") {
          isPromised = true;
          return promised(Number(text), own);
        }
        answerBack(text);
      }
    } finally {
      ofQuestion = outer;
      if (!isPromised) forget(own);
    }
  }
  host.ask = ask;

  const forget = (numbers) => numbers.forEach((number) => kept.delete(number));

  const promises = new Map();

  function promised(number, own) {
    return new Promise((resolve, reject) => {
      promises.set(number, { resolve, reject, own });
    });
  }

  host.settle = (isFulfilled, text) => {
    const [number, value] = JSON.parse(text);
    const { resolve, reject, own } = promises.get(number);
    promises.delete(number);
    const unpacked = wire.unpack(value);
    forget(own);
    if (isFulfilled) resolve(unpacked);
    else reject(unpacked);
  };

  // --- The prelude ------------------------------------------------------------------------------

  const here = {
    rungs,
    builtin: (name) => host.require(`node:${name}`),
    execute: ({ id }, builder, client) => ask("execute", { id }, builder, client),
    complete() {
      if (rungs.module) return;
      for (const [name, source] of settings.prelude) evaluate(source, settings.framePrefix + name)(rungs);
    },
  };
  rungs.native = new Proxy(here, {
    get: (target, name) => (target[name] ??= (...args) => ask(name, ...args)),
  });
  const [name, source] = settings.knexfile;
  evaluate(source, settings.framePrefix + name)(rungs);
});
