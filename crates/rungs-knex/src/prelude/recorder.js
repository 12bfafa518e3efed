// Builders that only write down what was called on them. Rust gives the calls their meaning.
(function (rungs) {
  "use strict";
  const { native } = rungs;

  // Each class by its kind: "schema", "query", "column" …
  const classes = Object.create(null);

  // Counts the calls, of whatever builder: a column's chain may go on after other calls of its table.
  let moment = 0;

  class Recorder {
    // Writes a call down. Returns what the method returns in Knex: this builder, or a builder of its own whose calls are
    // kept behind this one. Where the place of the call matters, `called` is the function that was called there.
    $record(method, args, returns, called) {
      const place = called && !(this.constructor.isOneStatement && this.$calls.length) ? stack(called) : undefined;
      const call = [method, args, place, undefined, ++moment];
      this.$calls.push(call);
      if (!returns) return this;
      const returned = rungs.create(returns, this.client, this);
      call[3] = returned.$calls;
      return returned;
    }
  }

  // The stack below a function. Each frame is a microsecond or two, and a migration makes many calls: one frame will
  // do where it is the user's own.
  const { captureStackTrace } = Error;
  function stack(called) {
    const holder = {};
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 1;
    captureStackTrace.call(Error, holder, called);
    Error.stackTraceLimit = stackTraceLimit;
    const frame = String(holder.stack);
    const isOwn = frame[frame.indexOf("(") + 1] === "/" && !frame.includes("/node_modules/");
    return isOwn ? frame : String(new Error().stack);
  }

  function define(kind, base) {
    const type = { [kind]: class extends base {} }[kind];
    type.isOneStatement = native.isOneStatement(kind);
    type.prototype.$kind = kind;
    for (const [name, returns, makesStatement] of native.methods(kind)) {
      const value = function (...args) {
        return this.$record(name, args, returns, makesStatement && value);
      };
      Object.defineProperty(type.prototype, name, { value, writable: true, configurable: true });
    }
    classes[kind] = type;
    return type;
  }

  rungs.Recorder = Recorder;
  rungs.classes = classes;
  rungs.define = define;
  // Those that give back the builder whose method has returned them.
  const CHILDREN = ["foreignTable", "onConflict"];

  // Not by `new`: each generation of a class would have a constructor run, for every column of every table.
  rungs.create = (kind, client, parent) => {
    const builder = Object.create(classes[kind].prototype);
    builder.client = client;
    builder.$calls = [];
    if (parent && CHILDREN.includes(kind)) Object.defineProperty(builder, "$parent", { value: parent });
    return builder;
  };

  // Rust asks for this where a call has a function among its arguments.
  rungs.runCallback = (kind, client, callback, properties) => {
    const builder = Object.assign(rungs.create(kind, client), properties);
    callback.call(builder, builder);
    return builder;
  };
});
