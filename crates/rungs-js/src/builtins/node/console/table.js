// The box that console.table draws.
const { inspect } = require("util");

const show = (value) => inspect(value, { depth: value !== null && typeof value === "object" ? 0 : 1, maxArrayLength: 3,
  breakLength: Infinity });
const width = (text) => [...text].length;

function draw(head, rows) {
  const widths = head.map((name, at) => Math.max(width(name), ...rows.map((row) => width(row[at]))) + 2);
  const cell = (text, size) => ` ${text}${" ".repeat(size - width(text) - 1)}`;
  const line = (left, middle, right) => left + widths.map((size) => "─".repeat(size)).join(middle) + right;
  const row = (cells) => `│${cells.map((text, at) => cell(text, widths[at])).join("│")}│`;
  return [line("┌", "┬", "┐"), row(head), line("├", "┼", "┤"), ...rows.map(row), line("└", "┴", "┘")].join("\n");
}

module.exports = function table(data, columns) {
  const isMap = data instanceof Map;
  const entries = isMap || data instanceof Set ? [...data.entries()] : Object.entries(data);
  const names = [];
  let hasValues = false;
  for (const [, value] of entries) {
    if (value !== null && typeof value === "object" && !isMap) {
      for (const key of columns ?? Object.keys(value)) {
        if (!names.includes(key)) {
          names.push(key);
        }
      }
    } else {
      hasValues = true;
    }
  }
  const index = isMap || data instanceof Set ? "(iteration index)" : "(index)";
  const head = [index, ...(isMap ? ["Key"] : []), ...names, ...(hasValues ? ["Values"] : [])];
  const rows = entries.map(([key, value], at) => {
    const isRow = value !== null && typeof value === "object" && !isMap;
    const cells = names.map((name) => (isRow && Object.hasOwn(value, name) ? show(value[name]) : ""));
    const first = index === "(index)" ? `${key}` : `${at}`;
    return [first, ...(isMap ? [show(key)] : []), ...cells, ...(hasValues ? [isRow ? "" : show(value)] : [])];
  });
  return draw(head, rows);
};
