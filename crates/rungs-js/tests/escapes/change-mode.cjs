// refused: EACCES: permission denied, chmod
require("fs").chmodSync("package.json", 0o777);
