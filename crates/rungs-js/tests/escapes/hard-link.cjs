// refused: 
const os = require("os");
const fs = require("fs");
fs.linkSync(process.env.OUTSIDE + "/secret.txt", os.tmpdir() + "/hard.txt");
fs.readFileSync(os.tmpdir() + "/hard.txt");
