// Paths, by the rules of POSIX and of Windows: one algorithm, two sets of rules.

const { invalidArgument } = require("errors");

function checkString(value, name) {
  if (typeof value !== "string") {
    throw invalidArgument(name, "of type string", value);
  }
}

// Resolves "." and ".."; `above` keeps leading ".." of a relative path.
function normalizeParts(parts, above) {
  const result = [];
  for (const part of parts) {
    if (part === "" || part === ".") {
      continue;
    }
    if (part !== "..") {
      result.push(part);
    } else if (result.length > 0 && result.at(-1) !== "..") {
      result.pop();
    } else if (above) {
      result.push("..");
    }
  }
  return result;
}

function make({ sep, delimiter, separators, rootOf, cwd, sameName }) {
  const split = (text) => text.split(separators);
  const endsWithSeparator = (text) => text !== "" && separators.test(text.at(-1));

  // { device: "C:", root: "\\", rest: "a\\b" }
  const take = (path) => {
    const { device, root } = rootOf(path);
    return { device, root: root ? sep : "", rest: path.slice(device.length + root.length) };
  };

  function normalize(path) {
    checkString(path, "path");
    if (path === "") {
      return ".";
    }
    const { device, root, rest } = take(path);
    let tail = normalizeParts(split(rest), root === "").join(sep);
    if (tail === "" && root === "") {
      tail = ".";
    }
    if (tail !== "" && endsWithSeparator(rest)) {
      tail += sep;
    }
    return device.replaceAll("/", sep) + root + tail;
  }

  function join(...paths) {
    paths.forEach((path) => checkString(path, "path"));
    const parts = paths.filter((path) => path !== "");
    return parts.length === 0 ? "." : normalize(parts.join(sep));
  }

  const isAbsolute = (path) => {
    checkString(path, "path");
    return take(path).root !== "";
  };

  function resolve(...paths) {
    let device = "";
    let root = "";
    let tail = "";
    for (const path of [cwd(), ...paths].reverse()) {
      checkString(path, "paths");
      if (path === "") {
        continue;
      }
      const parts = take(path);
      if (device !== "" && parts.device !== "" && !sameName(parts.device, device)) {
        continue;
      }
      device ||= parts.device;
      if (root === "") {
        tail = tail === "" ? parts.rest : `${parts.rest}${sep}${tail}`;
        root = parts.root;
      }
      if (root !== "" && (device !== "" || sep === "/")) {
        break;
      }
    }
    const normal = normalizeParts(split(tail), root === "").join(sep);
    return device.replaceAll("/", sep) + root + normal || ".";
  }

  function relative(from, to) {
    checkString(from, "from");
    checkString(to, "to");
    const [a, b] = [resolve(from), resolve(to)];
    if (!sameName(take(a).device, take(b).device)) {
      return b;
    }
    const [fromParts, toParts] = [a, b].map((path) => split(take(path).rest).filter((part) => part !== ""));
    let shared = 0;
    while (shared < Math.min(fromParts.length, toParts.length) && sameName(fromParts[shared], toParts[shared])) {
      shared += 1;
    }
    return [...fromParts.slice(shared).map(() => ".."), ...toParts.slice(shared)].join(sep);
  }

  // The last name of a path, and what stands before it.
  function divide(path) {
    const { device, root, rest } = take(path);
    const trimmed = rest.replace(new RegExp(`${separators.source}+$`), "");
    const at = Math.max(...[...trimmed.matchAll(new RegExp(separators.source, "g"))].map((m) => m.index), -1);
    const head = path.slice(0, device.length + root.length);
    return { head, folder: at === -1 ? "" : trimmed.slice(0, at), base: trimmed.slice(at + 1), at };
  }

  function dirname(path) {
    checkString(path, "path");
    const { head, folder, at } = divide(path);
    const cut = folder.replace(new RegExp(`${separators.source}+$`), "");
    return at === -1 && head === "" ? "." : head + cut || ".";
  }

  function basename(path, suffix) {
    checkString(path, "path");
    if (suffix !== undefined) {
      checkString(suffix, "suffix");
    }
    const { base } = divide(path);
    return suffix !== undefined && base !== suffix && base.endsWith(suffix) ? base.slice(0, base.length - suffix.length) : base;
  }

  function extname(path) {
    checkString(path, "path");
    const { base } = divide(path);
    const dot = base.lastIndexOf(".");
    return dot <= 0 || base === ".." ? "" : base.slice(dot);
  }

  function parse(path) {
    checkString(path, "path");
    const { head, folder, base } = divide(path);
    const ext = extname(path);
    return { root: head, dir: head + folder, base, ext, name: ext === "" ? base : base.slice(0, -ext.length) };
  }

  function format(parts) {
    const dir = parts.dir || parts.root;
    const ext = parts.ext ? `${parts.ext.startsWith(".") ? "" : "."}${parts.ext}` : "";
    const base = parts.base || `${parts.name ?? ""}${ext}`;
    return !dir ? base : dir === parts.root ? `${dir}${base}` : `${dir}${sep}${base}`;
  }

  return {
    resolve, normalize, isAbsolute, join, relative, dirname, basename, extname, format, parse, sep, delimiter,
    toNamespacedPath: (path) => path, win32: null, posix: null,
  };
}

const posix = make({
  sep: "/",
  delimiter: ":",
  separators: /\//,
  rootOf: (path) => ({ device: "", root: path.startsWith("/") ? "/" : "" }),
  cwd: () => process.cwd(),
  sameName: (a, b) => a === b,
});

const win32 = make({
  sep: "\\",
  delimiter: ";",
  separators: /[\\/]/,
  rootOf(path) {
    const share = /^[\\/]{2}[^\\/]+[\\/]+[^\\/]+/.exec(path);
    const device = share ? share[0] : /^[a-zA-Z]:/.exec(path)?.[0] ?? "";
    const root = /^[\\/]+/.exec(path.slice(device.length))?.[0] ?? "";
    return { device, root };
  },
  cwd: () => process.cwd(),
  sameName: (a, b) => a.toLowerCase() === b.toLowerCase(),
});

for (const path of [posix, win32]) {
  path.posix = posix;
  path.win32 = win32;
}
module.exports = native.platform === "win32" ? win32 : posix;
