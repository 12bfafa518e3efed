// knex.raw, knex.ref and knex.fn.
(function (rungs) {
  "use strict";
  const { classes } = rungs;

  rungs.raw = (client, sql, bindings) => rungs.create("raw", client).set(sql, bindings);
  rungs.ref = (client, name) => rungs.create("ref", client).ref(name);

  for (const kind of ["raw", "ref"]) classes[kind].prototype.isRawInstance = true;

  class FunctionHelper {
    constructor(client) {
      this.client = client;
    }
    now(precision) {
      return this.client.raw(typeof precision === "number" ? `CURRENT_TIMESTAMP(${precision})` : "CURRENT_TIMESTAMP");
    }
    uuid() {
      return this.client.raw("(gen_random_uuid())");
    }
    // The order of MySQL's UUID_TO_BIN: high time first, unless told otherwise.
    uuidToBin(uuid, ordered = true) {
      const bytes = Buffer.from(uuid.replace(/-/g, ""), "hex");
      const parts = ordered
        ? [bytes.slice(6, 8), bytes.slice(4, 6), bytes.slice(0, 4), bytes.slice(8, 16)]
        : [bytes];
      return Buffer.concat(parts);
    }
    binToUuid(bin, ordered = true) {
      const bytes = Buffer.from(bin, "hex");
      const part = (start, end) => bytes.toString("hex", start, end);
      const time = ordered ? [part(4, 8), part(2, 4), part(0, 2)] : [part(0, 4), part(4, 6), part(6, 8)];
      return [...time, part(8, 10), part(10, 16)].join("-");
    }
  }
  rungs.FunctionHelper = FunctionHelper;
});
