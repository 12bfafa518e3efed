// refused: ENOENT: no such file or directory
require("fs").readFileSync("nowhere/../" + require("path").relative(process.cwd(), process.env.OUTSIDE) + "/secret.txt");
