// refused: EACCES: permission denied, open
require("fs").writeFileSync("/tmp/rungs-escape.txt", "");
