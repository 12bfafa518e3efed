console.log(require("./waits.mjs"));
