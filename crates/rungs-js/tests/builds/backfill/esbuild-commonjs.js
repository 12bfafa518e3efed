var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var source_exports = {};
__export(source_exports, {
  down: () => down,
  up: () => up
});
module.exports = __toCommonJS(source_exports);
var import_node_crypto = require("node:crypto");
async function up(knex) {
  let last = 0;
  while (true) {
    const rows = await knex("people").where("id", ">", last).orderBy("id").limit(1e3);
    if (rows.length === 0) break;
    await Promise.all(rows.map((row) => knex("people").where({ id: row.id }).update({ token: (0, import_node_crypto.randomUUID)(), name: row.name ?? "x" })));
    last = rows[rows.length - 1].id;
  }
}
async function down(knex) {
  await knex("people").update({ token: null });
}
