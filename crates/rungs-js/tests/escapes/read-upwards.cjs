// refused: EACCES: permission denied, open
const path = require("path");
require("fs").readFileSync(path.relative(process.cwd(), process.env.OUTSIDE) + "/secret.txt");
