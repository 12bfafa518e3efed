// refused: EACCES: permission denied, copyfile
const os = require("os");
require("fs").copyFileSync(process.env.OUTSIDE + "/secret.txt", os.tmpdir() + "/mine.txt");
