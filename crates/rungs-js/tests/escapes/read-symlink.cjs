// refused: EACCES: permission denied, open
require("fs").readFileSync("link/secret.txt");
