// refused: EACCES: permission denied, unlink
require("fs").unlinkSync("package.json");
