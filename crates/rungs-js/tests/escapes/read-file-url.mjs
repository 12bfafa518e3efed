// refused: EACCES: permission denied, open
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
await readFile(pathToFileURL(process.env.OUTSIDE + "/secret.txt"));
