// refused: EACCES: permission denied, open
require("fs").writeFileSync("dangling", "");
