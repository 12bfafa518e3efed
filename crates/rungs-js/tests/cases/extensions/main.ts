import { which } from "./x"; import { which as w2 } from "./x.js"; import { which as y } from "./y"; import { idx } from "./dir"; import { which as z } from "./z.js";
console.log(which, w2, y, idx, z, require("./x").which);
