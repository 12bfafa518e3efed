// refused: EACCES: permission denied, open
require("fs").readFileSync(Buffer.from(process.env.OUTSIDE + "/secret.txt"));
