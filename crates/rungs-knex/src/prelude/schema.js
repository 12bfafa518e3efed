// What the builders of schemas do besides writing down calls.
(function (rungs) {
  "use strict";
  const { Builder, classes } = rungs;

  // `references("table.column")` names the table; behind `references("column")` only the table can follow.
  for (const kind of ["column", "alterColumn", "foreign"]) {
    const { prototype } = classes[kind];
    const record = prototype.references;
    prototype.references = function (target) {
      const table = record.call(this, target);
      return typeof target === "string" && target.includes(".") ? this : table;
    };
  }
  for (const method of ["on", "inTable"]) {
    classes.foreignTable.prototype[method] = function (name) {
      this.$record(method, [name]);
      return this.$parent;
    };
  }

  for (const kind of ["createTable", "alterTable", "column", "alterColumn", "view", "alterView"]) {
    classes[kind].prototype.queryContext = Builder.prototype.queryContext;
  }

  const schema = classes.schema.prototype;
  const { createTableIfNotExists } = schema;
  schema.createTableIfNotExists = function (...args) {
    this.client.logger.warn(
      "Use async .hasTable to check if table exists and then use plain .createTable. Since " +
        '.createTableIfNotExists actually just generates plain "CREATE TABLE IF NOT EXIST..." ' +
        "query it will not work correctly if there are any alter table queries generated for " +
        "columns afterwards. To not break old migrations this function is left untouched for now" +
        ", but it should not be used when writing new code and it is removed from documentation.",
    );
    return createTableIfNotExists.apply(this, args);
  };
  schema.generateDdlCommands = async function () {
    return { pre: [], sql: this.toSQL(), check: null, post: [] };
  };
});
