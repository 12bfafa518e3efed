import flagged from "./flagged.cjs";
import plain, { named } from "./plain.cjs";
import path, { join } from "path";
import { createRequire } from "module";
const require = createRequire(import.meta.url);
console.log(flagged, plain, named, path.sep, join("a", "b"));
console.log(require("./plain.cjs"), import.meta.url.endsWith("node-interop/main.mts"), typeof import.meta.dirname);
const { default: d, named: n } = await import("./plain.cjs");
console.log(d, n);
