import { fromA } from "./a";
console.log(fromA());
