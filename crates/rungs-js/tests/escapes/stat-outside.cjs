// refused: EACCES: permission denied, stat
require("fs").statSync(process.env.OUTSIDE + "/secret.txt");
