require("ts-node/register");
require("ts-node").register({ transpileOnly: true });
require("tsconfig-paths/register");
require("tsx/cjs");
console.log(require("./config").default.client);
