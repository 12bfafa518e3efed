// refused: EACCES: permission denied
require("fs").truncateSync(process.env.OUTSIDE + "/secret.txt");
