import { fromB, hoistedUse } from "./b";
export function fromA() { return "a+" + fromB(); }
export const late = "late";
console.log("a ran", hoistedUse);
