// refused: EACCES: permission denied, open
require("fs").readFileSync("/proc/self/root" + process.env.OUTSIDE + "/secret.txt");
