import * as a from "./a";
import { late } from "./a";
export const hoistedUse = typeof a.fromA;
export function fromB() { return "b+" + late; }
console.log("b ran");
