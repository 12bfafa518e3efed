// refused: EACCES: permission denied, open
import { createRequire } from "node:module";
createRequire(process.env.OUTSIDE + "/x.js")("./secret.json");
