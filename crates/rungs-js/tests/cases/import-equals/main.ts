import fs = require("fs");
import lib = require("./lib");
import path2 = require("path");
console.log(lib.x, lib.y(), typeof fs.readFileSync);
