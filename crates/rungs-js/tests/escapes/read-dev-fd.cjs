// refused: 
// /dev/fd/.. is a folder of /proc, and so is what lies beside it.
require("fs").readFileSync("/dev/fd/../environ");
