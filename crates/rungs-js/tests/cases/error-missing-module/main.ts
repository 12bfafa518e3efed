import { a } from "./there";
import { gone } from "./gone";

console.log(a, gone);
