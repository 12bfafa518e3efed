// refused: EACCES: permission denied, open
process.env.HOME = process.env.OUTSIDE;
require("fs").readFileSync(require("os").homedir() + "/secret.txt");
