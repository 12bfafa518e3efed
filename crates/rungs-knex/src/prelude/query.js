// What of the query builder is JavaScript rather than SQL: getters, copying, handing the builder to functions.
(function (rungs) {
  "use strict";
  const { classes } = rungs;

  function addGetters(kind, names) {
    for (const name of names) {
      Object.defineProperty(classes[kind].prototype, name, {
        get() {
          return this.$record(name, []);
        },
        configurable: true,
      });
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
