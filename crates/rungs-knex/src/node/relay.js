// Rungs' side of the way to Node: the prelude's functions are called there, and what the prelude there asks is answered
// by the very functions that answer the embedded engine. Builders and objects from there are what they were, as far as
// these functions look at them.
(function (rungs, loading, link, makeWire) {
  "use strict";
  const { native } = rungs;

  // --- What comes from Node --------------------------------------------------------------------

  const numbers = new WeakMap();

  class Remote {}
  class Recorded extends Remote {}

  // An instance of somebody's class.
  class Instance extends Remote {
    #json;
    constructor({ number, json, entries, converts }) {
      super();
      numbers.set(this, number);
      this.#json = json;
      for (const [key, value] of entries) define(this, key, wire.unpack(value), true);
      if (converts) define(this, "toPostgres", (prepare) => convert(this, prepare), false);
    }
    toJSON() {
      return this.#json === undefined ? undefined : JSON.parse(this.#json);
    }
  }

  const define = (object, key, value, enumerable) =>
    Object.defineProperty(object, key, { value, enumerable, writable: true, configurable: true });

  const preparing = [];
  function convert(instance, prepare) {
    preparing.push(prepare);
    try {
      return callBack("toPostgres", instance);
    } finally {
      preparing.pop();
    }
  }

  const remote = (number) => {
    const object = new Remote();
    numbers.set(object, number);
    return object;
  };

  function functionOf({ number, source }) {
    const stub = () => {
      throw new Error("a function of Node's cannot be called here");
    };
    numbers.set(stub, number);
    define(stub, "toString", () => source, false);
    return stub;
  }

  const callsOf = (calls) =>
    calls.map(([name, args, site, chain, order]) => [
      name,
      wire.unpack(args),
      site ?? undefined,
      chain ? callsOf(chain) : undefined,
      order,
    ]);

  function builderOf({ kind, calls, callback }) {
    const builder = new Recorded();
    return Object.assign(builder, { $kind: kind, $calls: callsOf(calls), $callback: callback });
  }

  function clientOf({ number, wraps, config }) {
    const client = remote(number);
    client.config = wire.unpack(config);
    if (wraps) client.config.wrapIdentifier = () => {};
    for (const method of ["wrapIdentifier", "mapIdentifier"]) {
      client[method] = (name, context) => callBack("wrapIdentifier", client, method, name, context);
    }
    client.logger = { warn: (message) => callBack("warn", client, message) };
    return client;
  }

  // --- What goes there ---------------------------------------------------------------------------

  class Result {
    constructor(parts) {
      this.parts = parts;
    }
  }
  class Interval {
    constructor(text) {
      this.text = text;
    }
  }
  rungs.result = (...parts) => new Result(parts);
  rungs.interval = (text) => new Interval(text);
  rungs.databaseError = (message, length) =>
    define(Object.assign(new Error(message), { length, name: "error" }), "__database", true, false);

  function packOther(value) {
    if (numbers.has(value)) return { $: "k", number: numbers.get(value) };
    if (value instanceof Result) return { $: "r", parts: wire.pack(value.parts) };
    if (value instanceof Interval) return { $: "t", text: value.text };
    return undefined;
  }

  const wire = makeWire({
    packOther,
    revivers: {
      B: builderOf,
      C: clientOf,
      O: ({ value }) => define(new Remote(), "$value", wire.unpack(value), true),
      f: functionOf,
      k: ({ number }) => remote(number),
      x: (packed) => new Instance(packed),
      // Where it was thrown: Node's stack speaks of the code that runs, not of the source.
      placed(error, { stack }) {
        const site = (error.__site ? `${error.__site}\n` : "") + loading.sourceStack(stack);
        define(error, "__site", site, false);
        define(error, "stack", "", false);
      },
    },
  });

  const thrown = (error) => {
    const packed = wire.packThrown(error);
    if (error && error.__database) packed.database = true;
    return packed;
  };

  // --- Node asks -----------------------------------------------------------------------------------

  const own = {
    methodTable: (kind) => JSON.parse(link.methodTable(kind)),
    prepareValue: (value) => preparing.at(-1)(value),
  };

  function answer(name, args) {
    if (name in own) return own[name](...args);
    if (name.startsWith("loading.")) return loading[name.slice(8)](...args);
    return native[name](...args);
  }

  let promises = 0;

  // Gives the letter of the answer's kind, and its text.
  function serve(text) {
    try {
      const [name, args] = JSON.parse(text);
      const value = answer(name, args.map(wire.unpack));
      if (!(value instanceof Promise)) return `v${wire.write(value)}`;
      const number = ++promises;
      value.then(
        (result) => link.send("s", wire.write([number, result])),
        (error) => link.send("f", JSON.stringify([number, thrown(error)])),
      );
      return `p${number}`;
    } catch (error) {
      return `e${JSON.stringify(thrown(error))}`;
    }
  }

  link.serve = serve;

  function callBack(name, ...args) {
    const answered = link.callBack(wire.write([name, ...args]));
    if (answered[0] === "r") return wire.read(answered.slice(1));
    throw wire.read(answered.slice(1));
  }

  // --- Rungs calls -----------------------------------------------------------------------------------

  const calls = new Map();
  let lastCall = 0;

  function call(name, args) {
    return new Promise((resolve, reject) => {
      const number = ++lastCall;
      calls.set(number, { resolve, reject });
      link.call(number, wire.write([number, name, args]));
    });
  }

  for (const name of link.functions) rungs[name] = (...args) => call(name, args);

  return {
    serve,
    settle(isFulfilled, text) {
      const [number, value] = JSON.parse(text);
      const waiting = calls.get(number);
      calls.delete(number);
      const unpacked = wire.unpack(value);
      if (isFulfilled) waiting.resolve(unpacked);
      else waiting.reject(unpacked);
      return number;
    },
    thrown: wire.read,
    // Node has ended, by itself or because Rungs has ended it.
    lost(message) {
      for (const { reject } of calls.values()) reject(new Error(message));
      calls.clear();
      for (const name of link.functions) rungs[name] = () => Promise.reject(new Error(message));
    },
  };
});
