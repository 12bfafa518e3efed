// refused: EACCES: permission denied, open
import { open } from "fs/promises";
await (await open(process.env.OUTSIDE + "/made.txt", "wx+")).writeFile("x");
