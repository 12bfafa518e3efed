// refused: EACCES: permission denied, open
import fs from "node:fs";
fs.readFileSync(process.env.OUTSIDE + "/secret.txt");
