import dual from "dual"; import { sub } from "dual/sub"; import esm, { e } from "esmonly"; import { w } from "@ws/pkg"; import maints from "maints";
import hidden from "#internal";
console.log(dual, sub, esm, e, w, maints, hidden);
import("esmonly").then((m) => console.log(Object.keys(m).sort(), m.default));
console.log(require("dual"), require("@ws/pkg").w);
