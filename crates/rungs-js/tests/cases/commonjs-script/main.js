exports.up = function (knex, Promise) { return Promise.all([1]); };
exports.config = { transaction: false };
const later = () => import("./other.js");
later().then((m) => console.log(m.default, m.v));
console.log(this === exports, typeof arguments, module.id !== undefined, require.main === undefined);
var undeclared = 010; console.log(undeclared, module.exports.config);
