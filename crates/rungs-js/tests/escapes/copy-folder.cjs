// refused: EACCES: permission denied
const os = require("os");
require("fs").cpSync(process.env.OUTSIDE, os.tmpdir() + "/all", { recursive: true });
