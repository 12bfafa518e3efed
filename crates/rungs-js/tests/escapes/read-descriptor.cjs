// refused: EACCES: permission denied, open
const fs = require("fs");
const file = fs.openSync(process.env.OUTSIDE + "/secret.txt", "r");
fs.readSync(file, Buffer.alloc(10));
