console.log("before");
const x = require("not-installed/deep");
