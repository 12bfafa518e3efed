// refused: EACCES: permission denied
import { cp } from "fs/promises";
import path from "path";
await cp(path.join(import.meta.dirname, "package.json"), process.env.OUTSIDE + "/made.txt");
