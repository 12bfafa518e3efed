// refused: EACCES: permission denied, open
import { pathToFileURL } from "node:url";
await import(pathToFileURL(process.env.OUTSIDE + "/module.mjs").href);
