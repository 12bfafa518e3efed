import def from "./plain.cjs";
import { named, missing } from "./plain.cjs";
import * as star from "./plain.cjs";
import flagged, { other } from "./flagged.cjs";
import fn from "./fn.js";
import data from "./data.json";
import { key } from "./data.json";
console.log(def, named, missing, star.named, star.default === def);
console.log(flagged, other, fn(2), data, key);
