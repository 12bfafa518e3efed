// util.inspect, as Node prints values.
const custom = Symbol.for("nodejs.util.inspect.custom");
const { getOwnPropertyDescriptor, getOwnPropertyNames, getOwnPropertySymbols, getPrototypeOf } = Object;

const defaults = {
  showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false, maxArrayLength: 100,
  maxStringLength: 10000, breakLength: 128, compact: 3, sorted: false, getters: false, numericSeparator: false,
};

const styles = { special: "36", number: "33", bigint: "33", boolean: "33", undefined: "90", null: "1", string: "32",
  symbol: "32", date: "35", regexp: "31", module: "4" };
const styleEnd = { 1: "22", 4: "24" };

function stylize(ctx, text, kind) {
  if (!ctx.colors || styles[kind] === undefined) {
    return text;
  }
  const code = styles[kind];
  return `\u001b[${code}m${text}\u001b[${styleEnd[code] ?? "39"}m`;
}

const withoutColors = (text) => text.replace(/\u001b\[\d+m/g, "");

function inspect(value, options, ...legacy) {
  if (typeof options === "boolean") {
    options = { showHidden: options, depth: legacy[0] === undefined ? 2 : legacy[0], colors: legacy[1] };
  }
  const ctx = { ...defaults, breakLength: 80, ...options, seen: [], indentation: 0, currentDepth: 0, circular: new Map() };
  if (ctx.depth === null) {
    ctx.depth = Infinity;
  }
  ctx.maxArrayLength ??= Infinity;
  ctx.maxStringLength ??= Infinity;
  return formatValue(ctx, value, 0);
}

// --- Values --------------------------------------------------------------------------------------

function formatValue(ctx, value, depth, typed = false) {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) {
    return formatPrimitive(ctx, value);
  }
  if (ctx.customInspect) {
    const own = value[custom];
    if (typeof own === "function" && own !== inspect && value.constructor?.prototype !== value) {
      const { seen, indentation, currentDepth, circular, ...options } = ctx;
      const result = own.call(value, ctx.depth - depth, { ...options, stylize: (t, k) => stylize(ctx, t, k) }, inspect);
      if (result !== value) {
        return typeof result === "object" && result !== null
          ? formatValue(ctx, result, depth)
          : String(result).replaceAll("\n", `\n${" ".repeat(ctx.indentation)}`);
      }
    }
  }
  if (ctx.seen.includes(value)) {
    if (!ctx.circular.has(value)) {
      ctx.circular.set(value, ctx.circular.size + 1);
    }
    return stylize(ctx, `[Circular *${ctx.circular.get(value)}]`, "special");
  }
  return formatRaw(ctx, value, depth, typed);
}

function quote(text) {
  let mark = "'";
  if (text.includes("'")) {
    mark = !text.includes('"') ? '"' : !text.includes("`") && !text.includes("${") ? "`" : "'";
  }
  const names = { "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "\\": "\\\\" };
  const escaped = text.replace(/[\x00-\x1f\x7f-\x9f\\]/g, (c) =>
    names[c] ?? `\\x${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark;
}

function formatPrimitive(ctx, value) {
  switch (typeof value) {
    case "string": {
      let rest = "";
      if (value.length > ctx.maxStringLength) {
        const more = value.length - ctx.maxStringLength;
        value = value.slice(0, ctx.maxStringLength);
        rest = `... ${more} more character${more > 1 ? "s" : ""}`;
      }
      if (ctx.compact !== true && value.length > 16 && value.length > ctx.breakLength - ctx.indentation - 4) {
        return value.split(/(?<=\n)/).map((line) => stylize(ctx, quote(line), "string"))
          .join(` +\n${" ".repeat(ctx.indentation + 2)}`) + rest;
      }
      return stylize(ctx, quote(value), "string") + rest;
    }
    case "number":
      return stylize(ctx, Object.is(value, -0) ? "-0" : `${value}`, "number");
    case "bigint":
      return stylize(ctx, `${value}n`, "bigint");
    case "symbol":
      return stylize(ctx, value.toString(), "symbol");
    case "undefined":
      return stylize(ctx, "undefined", "undefined");
    default:
      return stylize(ctx, `${value}`, value === null ? "null" : "boolean");
  }
}

// --- Objects -------------------------------------------------------------------------------------

function constructorName(value) {
  for (let object = value; object !== null; object = getPrototypeOf(object)) {
    const descriptor = getOwnPropertyDescriptor(object, "constructor");
    if (descriptor !== undefined && typeof descriptor.value === "function" && descriptor.value.name !== "") {
      return descriptor.value.name;
    }
  }
  return null;
}

function prefix(name, tag, fallback, size = "") {
  const shown = name === null ? `[${fallback}${size}: null prototype] ` : `${name}${size} `;
  return tag !== "" && tag !== name ? `${shown}[${tag}] ` : shown;
}

function keysOf(ctx, value) {
  const symbols = getOwnPropertySymbols(value);
  if (ctx.showHidden) {
    return [...getOwnPropertyNames(value), ...symbols];
  }
  return [...Object.keys(value), ...symbols.filter((s) => getOwnPropertyDescriptor(value, s)?.enumerable)];
}

const isIndex = (key) => typeof key === "string" && /^(0|[1-9]\d*)$/.test(key) && Number(key) < 2 ** 32 - 1;

// How each kind of object prints: braces, base text, entries.
function shape(ctx, value, keys, name, tag) {
  if (Array.isArray(value)) {
    const head = name !== "Array" || tag !== "" ? prefix(name, tag, "Array", `(${value.length})`) : "";
    return { braces: [`${head}[`, "]"], entries: formatArray, array: true, keys: keys.filter((k) => !isIndex(k)),
      empty: `${head}[]` };
  }
  if (value instanceof Set) {
    return { braces: [`${prefix(name, tag, "Set", `(${value.size})`)}{`, "}"], entries: formatSet, keys };
  }
  if (value instanceof Map) {
    return { braces: [`${prefix(name, tag, "Map", `(${value.size})`)}{`, "}"], entries: formatMap, keys };
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return { braces: [`${prefix(name, tag === name ? "" : tag, "TypedArray", `(${value.length})`)}[`, "]"],
      entries: formatTypedArray, array: true, keys: keys.filter((k) => !isIndex(k)) };
  }
  if (typeof value === "function") {
    return { base: stylize(ctx, functionBase(value, name, tag), "special"), keys };
  }
  if (value instanceof RegExp) {
    return { base: stylize(ctx, RegExp.prototype.toString.call(value), "regexp"), keys };
  }
  if (value instanceof Date) {
    const text = Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
    return { base: stylize(ctx, text, "date"), keys };
  }
  if (isError(value)) {
    return { base: formatError(ctx, value, name, tag, keys), keys: keys.filter((k) => k !== "stack" && k !== "message") };
  }
  if (value instanceof Promise) {
    return { braces: [`${prefix(name, tag === "Promise" ? "" : tag, "Promise")}{`, "}"], entries: formatPromise, keys };
  }
  for (const [type, kind] of [[Number, "number"], [String, "string"], [Boolean, "boolean"], [Symbol, "symbol"], [BigInt, "bigint"]]) {
    if (value instanceof type) {
      const base = `[${type.name}: ${formatPrimitive({ ...ctx, colors: false }, value.valueOf())}]`;
      return { base: stylize(ctx, base, kind), keys: keys.filter((k) => type !== String || !isIndex(k)) };
    }
  }
  if (value instanceof WeakMap || value instanceof WeakSet) {
    return { braces: [`${prefix(name, "", "WeakSet")}{`, "}"], entries: (c) => [stylize(c, "<items unknown>", "special")], keys };
  }
  if (value instanceof ArrayBuffer) {
    return { braces: [`${prefix(name, tag === "ArrayBuffer" ? "" : tag, "ArrayBuffer")}{`, "}"], entries: formatArrayBuffer, keys };
  }
  if (value instanceof DataView) {
    return { braces: [`${prefix(name, tag === "DataView" ? "" : tag, "DataView")}{`, "}"], entries: formatDataView, keys };
  }
  if (Object.prototype.toString.call(value) === "[object Arguments]") {
    return { braces: ["[Arguments] [", "]"], entries: formatArray, array: true, keys: keys.filter((k) => !isIndex(k)) };
  }
  const head = name === "Object" && tag === "" ? "" : prefix(name, tag, "Object");
  return { braces: [`${head}{`, "}"], keys, empty: `${head}{}` };
}

function functionBase(value, name, tag) {
  const source = Function.prototype.toString.call(value);
  if (source.startsWith("class") && source.endsWith("}")) {
    const parent = getPrototypeOf(value);
    const base = `class ${value.name === "" ? "(anonymous)" : value.name}`;
    return `[${base}${parent?.name ? ` extends ${parent.name}` : parent === null ? " extends null" : ""}]`;
  }
  let kind = "Function";
  if (/^async\b/.test(source)) {
    kind = /^async\s*(function\s*)?\*/.test(source) ? "AsyncGeneratorFunction" : "AsyncFunction";
  } else if (/^(function\s*)?\*/.test(source)) {
    kind = "GeneratorFunction";
  }
  const suffix = tag !== "" && tag !== name && tag !== kind ? ` [${tag}]` : "";
  return `[${kind}${value.name === "" ? " (anonymous)" : `: ${value.name}`}]${name === null ? " (null prototype)" : ""}${suffix}`;
}

const isError = (value) => value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";

function formatError(ctx, error, name, tag, keys) {
  let head;
  try {
    head = Error.prototype.toString.call(error);
  } catch {
    head = "Error";
  }
  if (name !== null && !["Error", error.name].includes(name) && !head.startsWith(name)) {
    head = head.startsWith("Error") ? `${name}${head.slice(5)}` : `${name} [${error.name}]${head.slice(`${error.name}`.length)}`;
  }
  const code = error.code !== undefined && head.startsWith(`${error.name}: `) && `${error.code}`.startsWith("ERR_")
    ? `${error.name} [${error.code}]${head.slice(`${error.name}`.length)}` : head;
  const stack = typeof error.stack === "string" ? native.mapStack(error.stack) : "";
  let text = stack.startsWith(head) ? stack : stack === "" ? `[${code}]` : `${code}\n${stack}`;
  if ("cause" in error && !keys.includes("cause") && Object.hasOwn(error, "cause")) {
    keys.push("cause");
  }
  if (Array.isArray(error.errors) && !keys.includes("errors")) {
    keys.push("errors");
  }
  return text.replaceAll("\n", `\n${" ".repeat(ctx.indentation)}`);
}

function formatRaw(ctx, value, depth, typed) {
  const keys = keysOf(ctx, value);
  const name = constructorName(value);
  let tag = value[Symbol.toStringTag];
  if (typeof tag !== "string" || tag === "" || tag === name) {
    tag = "";
  }
  const form = shape(ctx, value, keys, name, tag);
  const { base = "", braces = ["{", "}"], entries } = form;
  if (form.keys.length === 0 && entries === undefined) {
    return form.empty ?? base;
  }
  if (form.empty !== undefined && form.array && form.keys.length === 0 && value.length === 0) {
    return form.empty;
  }
  if (depth > ctx.depth) {
    const shown = name === null ? "Object: null prototype" : tag !== "" ? `${name} [${tag}]` : name;
    return stylize(ctx, `[${Array.isArray(value) ? "Array" : shown}]`, "special");
  }
  ctx.seen.push(value);
  ctx.currentDepth = depth;
  const output = entries === undefined ? [] : entries(ctx, value, depth);
  for (const key of form.keys) {
    output.push(formatProperty(ctx, value, depth, key, form.array));
  }
  ctx.seen.pop();
  if (ctx.circular.has(value)) {
    const reference = stylize(ctx, `<ref *${ctx.circular.get(value)}>`, "special");
    braces[0] = base === "" ? `${reference} ${braces[0]}` : braces[0];
  }
  if (ctx.sorted) {
    output.sort();
  }
  if (output.length === 0 && base === "") {
    return `${braces[0]}${braces[1]}`;
  }
  return join(ctx, output, base, braces, form.array, depth, value);
}

// --- Entries -------------------------------------------------------------------------------------

function formatProperty(ctx, value, depth, key, inArray) {
  const descriptor = getOwnPropertyDescriptor(value, key) ?? { value: value[key], enumerable: true };
  let text;
  if (descriptor.get !== undefined) {
    text = stylize(ctx, descriptor.set === undefined ? "[Getter]" : "[Getter/Setter]", "special");
  } else if (descriptor.set !== undefined) {
    text = stylize(ctx, "[Setter]", "special");
  } else {
    ctx.indentation += inArray === "index" ? 2 : 2;
    text = formatValue(ctx, descriptor.value, depth + 1);
    ctx.indentation -= 2;
  }
  if (inArray === "index") {
    return text;
  }
  let name;
  if (typeof key === "symbol") {
    name = stylize(ctx, `[${key.toString()}]`, "symbol");
  } else if (key === "__proto__") {
    name = "['__proto__']";
  } else if (descriptor.enumerable === false) {
    name = `[${key}]`;
  } else {
    name = /^[a-zA-Z_][a-zA-Z_0-9]*$/.test(key) ? key : stylize(ctx, quote(key), "string");
  }
  return `${name}: ${text}`;
}

function more(count) {
  return `... ${count} more item${count > 1 ? "s" : ""}`;
}

function formatArray(ctx, value, depth) {
  const output = [];
  let holes = 0;
  const flush = () => {
    if (holes > 0) {
      output.push(stylize(ctx, `<${holes} empty item${holes > 1 ? "s" : ""}>`, "undefined"));
      holes = 0;
    }
  };
  let index = 0;
  for (; index < value.length && output.length < ctx.maxArrayLength; index++) {
    if (Object.hasOwn(value, index)) {
      flush();
      output.push(formatProperty(ctx, value, depth, `${index}`, "index"));
    } else {
      holes += 1;
    }
  }
  flush();
  if (index < value.length) {
    output.push(more(value.length - index));
  }
  return output;
}

function formatTypedArray(ctx, value) {
  const shown = Math.min(ctx.maxArrayLength, value.length);
  const output = Array.from({ length: shown }, (_, at) => formatPrimitive(ctx, value[at]));
  if (value.length > shown) {
    output.push(more(value.length - shown));
  }
  return output;
}

function indented(ctx, format) {
  ctx.indentation += 2;
  const output = format();
  ctx.indentation -= 2;
  return output;
}

function limited(ctx, output, size) {
  if (size > output.length) {
    output.push(more(size - output.length));
  }
  return output;
}

const formatSet = (ctx, set, depth) => indented(ctx, () =>
  limited(ctx, [...set].slice(0, ctx.maxArrayLength).map((item) => formatValue(ctx, item, depth + 1)), set.size));

const formatMap = (ctx, map, depth) => indented(ctx, () =>
  limited(ctx, [...map].slice(0, ctx.maxArrayLength).map(([key, item]) =>
    `${formatValue(ctx, key, depth + 1)} => ${formatValue(ctx, item, depth + 1)}`), map.size));

function formatPromise(ctx, promise, depth) {
  const { state, value } = native.promiseState?.(promise) ?? { state: "pending" };
  if (state === "pending") {
    return [stylize(ctx, "<pending>", "special")];
  }
  const text = indented(ctx, () => formatValue(ctx, value, depth + 1));
  return [state === "rejected" ? `${stylize(ctx, "<rejected>", "special")} ${text}` : text];
}

function formatArrayBuffer(ctx, buffer) {
  const bytes = new Uint8Array(buffer);
  const shown = [...bytes.slice(0, Math.min(50, ctx.maxArrayLength))].map((b) => b.toString(16).padStart(2, "0")).join(" ");
  const rest = bytes.length - 50;
  return [`[Uint8Contents]: <${shown}${rest > 0 ? ` ... ${rest} more byte${rest > 1 ? "s" : ""}` : ""}>`,
    `byteLength: ${formatPrimitive(ctx, buffer.byteLength)}`];
}

function formatDataView(ctx, view, depth) {
  const buffer = indented(ctx, () => formatValue(ctx, view.buffer, depth + 1));
  return [`byteLength: ${formatPrimitive(ctx, view.byteLength)}`, `byteOffset: ${formatPrimitive(ctx, view.byteOffset)}`, `buffer: ${buffer}`];
}

// --- Layout --------------------------------------------------------------------------------------

function join(ctx, output, base, braces, isArray, depth, value) {
  if (ctx.compact !== true) {
    const entries = output.length;
    if (isArray && entries > 6 && ctx.compact >= 1) {
      output = columns(ctx, output, value);
    }
    if (ctx.currentDepth - depth < ctx.compact && entries === output.length) {
      const start = output.length + ctx.indentation + braces[0].length + base.length + 10;
      const length = output.reduce((sum, item) => sum + (ctx.colors ? withoutColors(item) : item).length, output.length + start);
      if (length <= ctx.breakLength && !base.includes("\n")) {
        const joined = output.join(", ");
        if (!joined.includes("\n")) {
          return `${base === "" ? "" : `${base} `}${braces[0]} ${joined} ${braces[1]}`;
        }
      }
    }
  }
  const indentation = `\n${" ".repeat(ctx.indentation)}`;
  return `${base === "" ? "" : `${base} `}${braces[0]}${indentation}  ${output.join(`,${indentation}  `)}${indentation}${braces[1]}`;
}

// Long arrays of short items are laid out in columns.
function columns(ctx, output, value) {
  const hasMore = value.length > ctx.maxArrayLength;
  const count = hasMore ? output.length - 1 : output.length;
  const lengths = output.slice(0, count).map((item) => (ctx.colors ? withoutColors(item) : item).length);
  const total = lengths.reduce((sum, length) => sum + length + 2, 0);
  const longest = Math.max(...lengths);
  const size = longest + 2;
  if (size * 3 + ctx.indentation >= ctx.breakLength || !(total / size > 5 || longest <= 6)) {
    return output;
  }
  const bias = Math.max(size - 3 - Math.sqrt(size - total / output.length), 1);
  const across = Math.min(
    Math.round(Math.sqrt(2.5 * bias * count) / bias), Math.floor((ctx.breakLength - ctx.indentation) / size),
    ctx.compact * 4, 15);
  if (across <= 1) {
    return output;
  }
  const widths = Array.from({ length: across }, (_, column) => {
    let width = 0;
    for (let at = column; at < count; at += across) {
      width = Math.max(width, lengths[at]);
    }
    return width + 2;
  });
  const numbers = Array.prototype.every.call(value, (item) => typeof item === "number" || typeof item === "bigint");
  const lines = [];
  for (let at = 0; at < count; at += across) {
    const end = Math.min(at + across, count);
    let line = "";
    for (let index = at; index < end; index++) {
      const last = index === end - 1;
      const cell = last ? output[index] : `${output[index]}, `;
      const width = widths[index - at] + output[index].length - lengths[index] - (last ? 2 : 0);
      line += numbers ? cell.padStart(width) : last ? cell : cell.padEnd(width);
    }
    lines.push(line);
  }
  if (hasMore) {
    lines.push(output[count]);
  }
  return lines;
}

inspect.custom = custom;
inspect.defaultOptions = defaults;
inspect.colors = { reset: [0, 0], bold: [1, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39] };
inspect.styles = {};
module.exports = inspect;
