// The module system: what `require`, `import` and `import()` do once Rust has found and compiled a file.
// Every file runs as CommonJS; `Links` is what its rewritten `import` and `export` statements call.
(function (native) {
  "use strict";

  const cache = Object.create(null);
  const builtins = Object.create(null);
  const records = Object.create(null);
  const { defineProperty, getOwnPropertyNames, getOwnPropertyDescriptor } = Object;
  const hasOwn = Object.prototype.hasOwnProperty;

  class Module {
    constructor(id = "", parent) {
      this.id = id;
      this.path = id.slice(0, Math.max(id.lastIndexOf("/"), 0)) || ".";
      this.exports = {};
      this.filename = id;
      this.loaded = false;
      this.children = [];
      this.paths = [];
      defineProperty(this, "parent", { value: parent, configurable: true, writable: true });
      parent?.children?.push(this);
    }

    require(specifier) {
      return requireFrom(this, specifier);
    }
  }

  const main = new Module(native.mainFile);
  main.loaded = true;

  // --- Finding -------------------------------------------------------------------------------

  function resolve(specifier, importer, kind) {
    if (typeof specifier !== "string") {
      const error = new TypeError(
        `The "id" argument must be of type string. Received ${specifier === null ? "null" : typeof specifier}`);
      error.code = "ERR_INVALID_ARG_TYPE";
      throw error;
    }
    return native.resolve(specifier, importer, kind);
  }

  function builtin(name) {
    if (!(name in builtins)) {
      const module = (builtins[name] = { exports: {} });
      native.builtin(name).call(undefined, module.exports, requireBuiltin, module, native);
    }
    return builtins[name].exports;
  }

  function requireBuiltin(name) {
    return builtin(name.startsWith("node:") ? name.slice(5) : name);
  }

  // --- Running -------------------------------------------------------------------------------

  function record(filename) {
    return (records[filename] ??= native.compile(filename));
  }

  function requireFrom(module, specifier) {
    const target = resolve(specifier, module.filename, "require");
    return target.startsWith("node:") ? builtin(target.slice(5)) : load(target, module).exports;
  }

  /// Loads a file that does not await at its top level, and everything it imports.
  function load(filename, parent) {
    const known = cache[filename];
    if (known) {
      return known;
    }
    const compiled = record(filename);
    if (compiled.isAsync) {
      const error = new Error(
        `require() cannot be used on an ESM graph with top-level await. Use import() instead.\n` +
        `  Required module: ${filename}`);
      error.code = "ERR_REQUIRE_ASYNC_MODULE";
      throw error;
    }
    const module = (cache[filename] = new Module(filename, parent));
    try {
      run(module, compiled);
    } catch (error) {
      delete cache[filename];
      throw error;
    }
    module.loaded = true;
    return module;
  }

  function run(module, compiled) {
    if ("json" in compiled) {
      module.exports = compiled.json;
      return undefined;
    }
    const links = new Links(module, compiled);
    const require = compiled.isWithoutRequire ? undefined : makeRequire(module);
    return compiled.run.call(module.exports, module.exports, require, module, module.filename, module.path, links);
  }

  /// Whether the file or one that it imports statically awaits at its top level.
  function awaits(filename, seen) {
    if (seen?.has(filename) || cache[filename]?.loaded) {
      return false;
    }
    const compiled = record(filename);
    if (compiled.isAsync || compiled.imports.length === 0) {
      return compiled.isAsync;
    }
    seen = (seen ?? new Set()).add(filename);
    return compiled.imports.some((specifier) => {
      try {
        const target = resolve(specifier, filename, compiled.kind);
        return !target.startsWith("node:") && awaits(target, seen);
      } catch {
        return false; // Reported where it is imported, once that runs.
      }
    });
  }

  /// Like `load`, for a graph in which some file awaits: dependencies first, each to its end.
  async function loadAsync(filename, parent, ancestors = new Set()) {
    const known = cache[filename];
    if (known) {
      if (known.settled && !ancestors.has(filename)) {
        await known.settled;
      }
      return known;
    }
    const compiled = record(filename);
    const module = (cache[filename] = new Module(filename, parent));
    const evaluate = async () => {
      const inner = new Set(ancestors).add(filename);
      for (const specifier of compiled.imports) {
        const target = resolve(specifier, filename, compiled.kind);
        if (!target.startsWith("node:")) {
          await (awaits(target) ? loadAsync(target, module, inner) : load(target, module));
        }
      }
      await run(module, compiled);
      module.loaded = true;
    };
    const settled = evaluate();
    defineProperty(module, "settled", { value: settled, configurable: true });
    try {
      await settled;
    } catch (error) {
      delete cache[filename];
      throw error;
    }
    return module;
  }

  async function importFrom(importer, specifier, nodeMode) {
    const target = resolve(specifier, importer.filename, "import");
    return importTarget(target, importer, nodeMode);
  }

  /// The namespace, or where there is something to await a promise of it.
  function importTarget(target, importer, nodeMode) {
    if (target.startsWith("node:")) {
      return namespaceOf({ exports: builtin(target.slice(5)) }, true);
    }
    return awaits(target)
      ? loadAsync(target, importer).then((module) => namespaceOf(module, nodeMode))
      : namespaceOf(load(target, importer), nodeMode);
  }

  function makeRequire(module) {
    const require = (specifier) => requireFrom(module, specifier);
    require.resolve = (specifier) => {
      const target = resolve(specifier, module.filename, "require");
      return target.startsWith("node:") ? specifier : target;
    };
    require.resolve.paths = () => module.paths;
    require.cache = cache;
    require.main = main;
    require.extensions = extensions;
    return require;
  }

  const extensions = Object.assign(Object.create(null), {
    ".js": (module, filename) => run(module, record(filename)),
    ".json": (module, filename) => run(module, record(filename)),
  });

  // --- What import and export mean for CommonJS ------------------------------------------------

  const isEsModule = Symbol("rungs.esModule");

  /// What `import * as x` and `import()` see: an ES module's own exports; for CommonJS its properties, and
  /// `module.exports` as the default (its `default` where `__esModule` asks for that and Node's rules do not).
  function namespaceOf(module, nodeMode) {
    const { exports } = module;
    if (module[isEsModule] && module[isEsModule] === exports) {
      return exports;
    }
    if (exports?.[Symbol.for("rungs.refused")]) {
      return exports;
    }
    const own = exports !== null && (typeof exports === "object" || typeof exports === "function");
    const callable = typeof exports === "function" && !exports.__esModule;
    const target = callable ? function (...args) {
      return new.target ? Reflect.construct(exports, args) : Reflect.apply(exports, this, args);
    } : {};
    if (nodeMode || !own || !exports.__esModule) {
      defineProperty(target, "default", { value: exports, enumerable: true });
    }
    for (const name of own ? getOwnPropertyNames(exports) : []) {
      if (!hasOwn.call(target, name)) {
        const { enumerable } = getOwnPropertyDescriptor(exports, name);
        defineProperty(target, name, { get: () => exports[name], enumerable });
      }
    }
    return target;
  }

  class Links {
    #module;
    #compiled;
    #targets;
    #meta;

    constructor(module, compiled) {
      this.#module = module;
      this.#compiled = compiled;
    }

    exports(getters) {
      const { exports } = this.#module;
      this.#module[isEsModule] = exports;
      defineProperty(exports, "__esModule", { value: true });
      for (const name of getOwnPropertyNames(getters)) {
        defineProperty(exports, name, { get: getters[name], enumerable: true });
      }
    }

    nameDefault(fn) {
      defineProperty(fn, "name", { value: "default", configurable: true });
    }

    #target(number) {
      return ((this.#targets ??= [])[number] ??= this.#load(number));
    }

    #load(number) {
      const target = native.resolveImport(this.#module.filename, number, this.#compiled.kind);
      return target.startsWith("node:")
        ? { exports: builtin(target.slice(5)) }
        : load(target, this.#module);
    }

    import(number) {
      return this.#target(number).exports ?? {};
    }

    importDefault(number) {
      const target = this.#target(number);
      const { nodeMode } = this.#compiled;
      return {
        get default() {
          const { exports } = target;
          const unwrap = target[isEsModule] === exports || (!nodeMode && exports?.__esModule);
          return unwrap && exports != null ? exports.default : exports;
        },
      };
    }

    importNamespace(number) {
      return namespaceOf(this.#target(number), this.#compiled.nodeMode);
    }

    exportAll(number) {
      const target = this.#target(number);
      const { exports } = this.#module;
      const source = target.exports;
      if (source === null || (typeof source !== "object" && typeof source !== "function")) {
        return;
      }
      for (const name of getOwnPropertyNames(source)) {
        if (name !== "default" && name !== "__esModule" && !hasOwn.call(exports, name)) {
          const { enumerable } = getOwnPropertyDescriptor(source, name);
          defineProperty(exports, name, { get: () => source[name], enumerable });
        }
      }
    }

    async importDynamic(specifier) {
      return importFrom(this.#module, String(specifier), this.#compiled.nodeMode);
    }

    get meta() {
      return (this.#meta ??= {
        dirname: this.#module.path,
        filename: this.#module.filename,
        resolve: (specifier) => {
          const target = resolve(specifier, this.#module.filename, "import");
          return target.startsWith("node:") ? target : native.fileUrl(target);
        },
        url: native.fileUrl(this.#module.filename),
      });
    }
  }

  const createRequire = (filename) => makeRequire(new Module(filename));
  native.moduleSystem = { Module, cache, createRequire };

  // What V8's call sites can say besides.
  Error.prepareStackTrace = (error, sites) => sites;
  const [site] = new Error().stack;
  Error.prepareStackTrace = undefined;
  const callSites = Object.getPrototypeOf(site);
  const answers = { isEval: false, isToplevel: true, isConstructor: false, isAsync: false, isPromiseAll: false, getThis: undefined,
    getTypeName: null, getMethodName: null, getFunction: undefined, getEvalOrigin: undefined, getPromiseIndex: null };
  for (const [name, answer] of Object.entries(answers)) {
    callSites[name] ??= () => answer;
  }
  callSites.getScriptNameOrSourceURL ??= callSites.getFileName;

  // A frame costs a microsecond, and the user's file is mostly among the first.
  function callSite() {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 5;
    const { stack } = new Error();
    Error.stackTraceLimit = limit;
    const found = (stack.includes("(/") || stack.includes(":\\")) && !stack.includes("/node_modules/");
    return found ? stack : new Error().stack;
  }

  // Deep enough to reach the user's file below the frames of packages.
  Error.stackTraceLimit = 30;

  return {
    builtin,
    importEntry: (filename) => importTarget(filename, main, false),
    callSite,
    // Tells `process.on("exit")`, unless nobody ever asked for `process` or `process.exit` has told it.
    exit: (code) => native.emitExit?.(code),
    // Loads a module as one beside `folder` would ask for it.
    preload: (folder, specifier) => importFrom(new Module(`${folder}/package.json`), specifier, false),
  };
})
