// refused: EACCES: permission denied, open
require("fs").readFileSync("/proc/self/cwd/../../../../../../../../etc/passwd");
