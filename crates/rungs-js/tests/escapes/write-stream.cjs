// refused: EACCES: permission denied, open
require("fs").createWriteStream(process.env.OUTSIDE + "/new.txt").end("x");
