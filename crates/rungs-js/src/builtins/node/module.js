const { Module, cache, createRequire } = native.moduleSystem;

Object.assign(Module, {
  Module,
  _cache: cache,
  _extensions: Object.create(null),
  _load: (specifier, parent) => createRequire(parent?.filename ?? `${process.cwd()}/index.js`)(specifier),
  _nodeModulePaths: () => [],
  _resolveFilename: (specifier, parent) => createRequire(parent?.filename ?? `${process.cwd()}/index.js`).resolve(specifier),
  builtinModules: native.builtinNames(),
  createRequire: (file) => createRequire(file instanceof URL || /^file:/.test(file) ? require("url").fileURLToPath(file) : file),
  findPackageJSON: () => undefined,
  findSourceMap: () => undefined,
  globalPaths: [],
  isBuiltin: (name) => native.builtinNames().includes(name.replace(/^node:/, "")),
  register() {},
  syncBuiltinESMExports() {},
  wrap: (code) => `(function (exports, require, module, __filename, __dirname) { ${code}\n});`,
});
module.exports = Module;
