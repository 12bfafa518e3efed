import { counter, increment } from "./counter";
import * as all from "./counter";
console.log(counter, all.counter);
increment();
console.log(counter, all.counter, Object.keys(all));
const o = { counter, increment };
console.log(o.counter, typeof o.increment, [1, 2].map(String), `${counter}`);
function shadow(counter: number) { return counter; }
console.log(shadow(42));
export { counter as again };
export * from "./counter";
export * as ns from "./counter";
export { default as def } from "./counter";
