// Builders that only write down what was called on them. Rust gives the calls their meaning.
(function (rungs) {
  "use strict";
  const { native } = rungs;

  // Each class by its kind: "schema", "query", "column" …
  const classes = Object.create(null);

  // Counts the calls, of whatever builder: a column's chain may go on after other calls of its table.
  let moment = 0;

  class Recorder {
    constructor(client, kind) {
      this.client = client;
      this.$kind = kind;
      this.$calls = [];
    }

    // Writes a call down, with the place it was made from. Returns what the method returns in Knex:
    // this builder, or a builder of its own whose calls are kept behind this one.
    $record(method, args, returns) {
      const call = [method, args, new Error().stack, undefined, ++moment];
      this.$calls.push(call);
      if (!returns) return this;
      const returned = rungs.create(returns, this.client, this);
      call[3] = returned.$calls;
      return returned;
    }
  }

  function define(kind, base) {
    const type = { [kind]: class extends base {} }[kind];
    for (const [name, returns] of native.methods(kind)) {
      Object.defineProperty(type.prototype, name, {
        value(...args) {
          return this.$record(name, args, returns);
        },
        writable: true,
        configurable: true,
      });
    }
    classes[kind] = type;
    return type;
  }

  rungs.Recorder = Recorder;
  rungs.classes = classes;
  rungs.define = define;
  rungs.create = (kind, client, parent) => {
    const builder = new classes[kind](client, kind);
    if (parent) Object.defineProperty(builder, "$parent", { value: parent });
    return builder;
  };

  // Rust asks for this where a call has a function among its arguments.
  rungs.runCallback = (kind, client, callback) => {
    const builder = rungs.create(kind, client);
    callback.call(builder, builder);
    return builder;
  };
});
