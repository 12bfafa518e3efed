// refused: EACCES: permission denied, rename
require("fs").renameSync(process.env.OUTSIDE + "/secret.txt", require("os").tmpdir() + "/mine.txt");
