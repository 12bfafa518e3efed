// refused: EACCES: permission denied, open
import { appendFile } from "node:fs/promises";
await appendFile(process.env.OUTSIDE + "/secret.txt", "more");
