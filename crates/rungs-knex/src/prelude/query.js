// What of the query builder is JavaScript rather than SQL: getters, copying, handing the builder to functions.
(function (rungs) {
  "use strict";
  const { classes } = rungs;

  function addGetters(kind, names) {
    for (const name of names) {
      const get = function () {
        return this.$record(name, [], undefined, get);
      };
      Object.defineProperty(classes[kind].prototype, name, { get, configurable: true });
    }
    Object.defineProperty(classes[kind].prototype, "and", {
      get() {
        return this;
      },
      configurable: true,
    });
  }
  addGetters("query", ["or", "not"]);
  addGetters("join", ["or"]);
  addGetters("analytic", []);

  function addMethods(kind, methods) {
    for (const name of Object.keys(methods)) {
      Object.defineProperty(classes[kind].prototype, name, {
        value: methods[name],
        writable: true,
        configurable: true,
      });
    }
  }

  addMethods("query", {
    modify(callback, ...args) {
      callback.apply(this, [this, ...args]);
      return this;
    },

    fromJS(calls) {
      for (const key of Object.keys(calls)) {
        if (typeof this[key] !== "function") this.client.logger.warn(`Knex Error: unknown key ${key}`);
        if (Array.isArray(calls[key])) this[key](...calls[key]);
        else this[key](calls[key]);
      }
      return this;
    },

    // A flag left by `.or` or `.not` is not part of the copy.
    clone() {
      const copy = rungs.create("query", this.client);
      copy.$calls = this.$calls.slice();
      for (const name of ["_debug", "_options", "_queryContext", "_connection"]) {
        if (this[name] !== undefined) copy[name] = this[name];
      }
      if (copy._options) copy._options = copy._options.slice();
      return copy;
    },

    isValidStatementArg(statement) {
      return (
        typeof statement === "function" ||
        statement instanceof classes.query ||
        (statement && statement.isRawInstance)
      );
    },
  });

  function wrapMethods(kind, names, prepare) {
    for (const name of names) {
      const record = classes[kind].prototype[name];
      addMethods(kind, {
        [name](...args) {
          prepare.call(this, args, name);
          return record.apply(this, args);
        },
      });
    }
  }

  // These callbacks are run when the method is called, not when the statement is written.
  function runNow(kind, propertiesFor) {
    return function (args, name) {
      if (typeof args[1] !== "function") return;
      args[1] = rungs.runCallback(kind, this.client, args[1], propertiesFor(name));
      args[1].$callback = true;
    };
  }
  const JOINS = {
    join: "inner", innerJoin: "inner", leftJoin: "left", leftOuterJoin: "left outer", rightJoin: "right",
    rightOuterJoin: "right outer", outerJoin: "outer", fullOuterJoin: "full outer", crossJoin: "cross", joinRaw: "raw",
  };
  // By these two properties objection tells what a callback of its own is handed.
  Object.assign(classes.join.prototype, { grouping: "join", joinType: undefined });
  wrapMethods("query", Object.keys(JOINS), runNow("join", (name) => ({ joinType: JOINS[name] })));
  wrapMethods("query", ["rank", "denseRank", "rowNumber"], runNow("analytic", () => ({})));

  // These read an object when they are called: what becomes of it afterwards does not matter.
  const READING = [
    "where", "whereNot", "orWhereNot", "whereColumn", "whereNotColumn", "orWhereNotColumn", "update", "increment", "decrement",
  ];
  wrapMethods("query", READING, (args) => {
    if (isPlain(args[0])) args[0] = { ...args[0] };
  });
  wrapMethods("query", ["orderBy"], (args) => {
    if (Array.isArray(args[0])) args[0] = args[0].map((item) => (isPlain(item) ? { ...item } : item));
  });

  function isPlain(value) {
    if (value === null || typeof value !== "object") return false;
    const prototype = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null;
  }

  // Names of one function in Knex 3.3.0: objection knows a query by `select` and `column` being the same.
  const ALIASES = { select: ["columns", "column"], from: ["into", "table"], delete: ["del"] };
  for (const [name, others] of Object.entries(ALIASES)) {
    for (const other of others) addMethods("query", { [other]: classes.query.prototype[name] });
  }
  for (const kind of ["query", "join"]) {
    for (const name of Object.getOwnPropertyNames(classes[kind].prototype)) {
      const plain = /^and[A-Z]/.test(name) && name[3].toLowerCase() + name.slice(4);
      if (plain in classes[kind].prototype) addMethods(kind, { [name]: classes[kind].prototype[plain] });
    }
  }

  // Both lead back to the insert.
  addMethods("onConflict", {
    ignore() {
      this.$record("ignore", []);
      return this.$parent;
    },
    merge(...updates) {
      this.$record("merge", updates);
      return this.$parent;
    },
    then() {
      throw new Error(
        "Incomplete onConflict clause. .onConflict() must be directly followed by either .merge() or .ignore()",
      );
    },
  });
});
