var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name2 in all)
    __defProp(target, name2, { get: all[name2], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var source_exports = {};
__export(source_exports, {
  down: () => down,
  up: () => up
});
module.exports = __toCommonJS(source_exports);
var fs = __toESM(require("fs"));
var import_path = __toESM(require("path"));
var import_constants = require("../constants");
async function up(knex) {
  await knex.schema.createTable(import_constants.TABLES.users, (table) => {
    table.increments("id");
    table.string("email", 100).notNullable().unique();
    table.enu("role", ["admin", "user"], { useNative: true, "enumName": "user_role" });
  });
  await knex.raw(fs.readFileSync(import_path.default.join(__dirname, "..", "sql", "it's.sql"), "utf8"));
  await knex.raw(`select '${(0, import_constants.nameOf)("x")}'`);
}
;
async function down(knex) {
  await knex.schema.dropTable(import_constants.TABLES.users);
}
