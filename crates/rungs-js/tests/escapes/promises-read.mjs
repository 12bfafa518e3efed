// refused: EACCES: permission denied, open
import { readFile } from "fs/promises";
await readFile(process.env.OUTSIDE + "/secret.txt");
