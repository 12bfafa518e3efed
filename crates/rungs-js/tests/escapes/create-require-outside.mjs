// refused: EACCES: permission denied
import { createRequire } from "module";
createRequire(process.env.OUTSIDE + "/any.js")("./secret.json");
