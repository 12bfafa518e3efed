// Modules: the project's own files, and packages that are ES modules, are found and compiled by Rungs, and run as they run
// in the embedded engine. Everything else Node loads by itself, compiled addons among it.
(function (host) {
  "use strict";
  const { settings, ask, evaluate, rungs } = host;
  const Module = host.require("node:module");
  const { pathToFileURL } = host.require("node:url");

  const KNEX = "rungs:provided/knex";
  const knex = () => globalThis[Symbol.for("rungs.knex")]();
  const imports = new Map();
  const nodes = new Module("/", null);

  // Rungs answers some packages by itself; here they are those that are installed.
  function actual(target, specifier, importer) {
    if (!target.startsWith("node:") || Module.builtinModules.includes(target.slice(5))) return target;
    if (register(target.slice(5))) return target;
    return Module.createRequire(importer).resolve(specifier);
  }

  const register = (name) => ask("loading.builtinSource", name)?.includes("Packages that teach Node TypeScript");

  const isBuiltin = (specifier) => specifier.startsWith("node:") && Module.isBuiltin(specifier);

  function nodeRequire(filename) {
    return Module._load(filename, nodes, false);
  }

  const native = {
    mainFile: settings.script,
    fileUrl: (path) => pathToFileURL(path).href,
    resolve(specifier, importer, kind) {
      if (isBuiltin(specifier)) return specifier;
      return actual(ask("loading.resolve", specifier, importer, kind), specifier, importer);
    },
    resolveImport(importer, number, kind) {
      const specifier = imports.get(importer)[number];
      if (isBuiltin(specifier)) return specifier;
      return actual(ask("loading.resolveImport", importer, number, kind), specifier, importer);
    },
    compile(filename) {
      if (filename === KNEX) return whole((module) => (module.exports = knex()));
      const record = ask("loading.load", filename);
      if (record.foreign) return whole((module) => (module.exports = nodeRequire(filename)));
      imports.set(filename, record.imports);
      return { ...record, run: evaluate(record.code, filename) };
    },
    builtin: (name) => (exports, require, module) => {
      if (Module.isBuiltin(`node:${name}`)) module.exports = host.require(`node:${name}`);
      else evaluateBuiltin(name, module);
    },
  };

  function evaluateBuiltin(name, module) {
    const source = ask("loading.builtinSource", name);
    evaluate(`(function (exports, require, module) {"use strict";${source}\n})`, `rungs:node/${name}`)(
      module.exports,
      host.require,
      module,
    );
  }

  // A module that is there as a whole, without imports of its own that Rungs would see.
  const whole = (load) => ({
    imports: [],
    isAsync: false,
    nodeMode: false,
    kind: "require",
    run: (exports, require, module) => void load(module),
  });

  const loader = evaluate(settings.moduleSystem, "rungs:loader")(native);
  delete Error.prepareStackTrace;
  host.importFile = (filename) => loader.importEntry(filename);
  rungs.native.importFile = host.importFile;

  // What Node's own `require` comes upon, in packages and behind `createRequire`.
  const { _load: load } = Module;
  Module._load = function (request, parent, isMain) {
    return request === "knex" ? knex() : load.call(this, request, parent, isMain);
  };
  const loadHere = (module, filename) => {
    module.exports = native.moduleSystem.createRequire(filename)(filename);
  };
  for (const extension of [".ts", ".tsx", ".mts", ".cts", ".jsx", ".mjs"]) Module._extensions[extension] = loadHere;
  // A package in CommonJS that requires an ES module, which not every Node allows.
  const { ".js": loadScript } = Module._extensions;
  Module._extensions[".js"] = (module, filename) => {
    try {
      loadScript(module, filename);
    } catch (error) {
      if (error?.code !== "ERR_REQUIRE_ESM") throw error;
      loadHere(module, filename);
    }
  };

  // What compiled decorators call.
  Object.defineProperty(globalThis, "babelHelpers", {
    configurable: true,
    get() {
      const module = { exports: {} };
      evaluateBuiltin("web/decorators", module);
      Object.defineProperty(globalThis, "babelHelpers", { value: module.exports, configurable: true, writable: true });
      return module.exports;
    },
  });
});
