// refused: EACCES: permission denied, open
require("fs").writeFileSync(process.env.OUTSIDE + "/new.txt", "");
