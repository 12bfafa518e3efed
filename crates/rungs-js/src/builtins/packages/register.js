// Packages that teach Node TypeScript (`require("ts-node/register")` at the top of a knexfile.js): Rungs knows it, so
// there is nothing to do.
const nothing = () => {};

module.exports = {
  create: () => ({ enabled: nothing, ignored: () => true }),
  createMatchPath: () => nothing,
  install: nothing,
  loadConfig: () => ({ resultType: "failed", message: "not read: Rungs reads tsconfig.json itself" }),
  register: () => Object.assign(nothing, { unregister: nothing, enabled: nothing }),
};
