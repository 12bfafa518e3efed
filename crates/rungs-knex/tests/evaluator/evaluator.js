// The counterpart of tests/oracle/tosql.mjs: one line with an expression in, its answer out.
(function (rungs) {
  return (line) => {
    const given = JSON.parse(line);
    const { expression, config = {} } = typeof given === "string" ? { expression: given } : given;
    const silent = { log: { debug() {}, warn() {}, error() {}, deprecate() {} } };
    const evaluated = (text) => (typeof text === "string" && text.startsWith("=>") ? eval("(" + text.slice(2) + ")") : text);
    const settings = Object.fromEntries(Object.entries(config).map(([key, value]) => [key, evaluated(value)]));
    const knex = rungs.makeKnex(new rungs.Client({ client: "pg", ...silent, ...settings }));
    const plain = (value) => {
      if (typeof value === "bigint") return { $bigint: String(value) };
      if (value === undefined) return { $undefined: true };
      if (typeof value === "number" && !Number.isFinite(value)) return { $number: String(value) };
      if (value instanceof Date) return { $date: value.getTime() };
      if (value instanceof Uint8Array) return { $bytes: Array.from(value) };
      if (Array.isArray(value)) return value.map(plain);
      if (value && typeof value.toSQL === "function") return { $undefined: true };
      if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
      return value;
    };
    try {
      const built = (0, eval)("(knex) => (" + expression + ")")(knex);
      if (typeof built === "string") return JSON.stringify({ text: built });
      const statements = [].concat(built.toSQL()).map((statement) => {
        const row = { sql: statement.sql, bindings: plain(statement.bindings || []) };
        if (statement.method) row.method = statement.method;
        if (statement.returning !== undefined) row.returning = plain(statement.returning);
        if (statement.pluck !== undefined) row.pluck = statement.pluck;
        if (statement.output) row.output = true;
        return row;
      });
      return JSON.stringify({ statements, text: String(built) });
    } catch (error) {
      return JSON.stringify({ error: `${error.name}: ${error.message}`.split("\n")[0] });
    }
  };
})
