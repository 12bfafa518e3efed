import a from "./a"; import b from "./b"; import c, { name } from "./c"; import d from "./d";
console.log(a(), b.name, new c().x, name, d);
import("./a").then((m) => console.log(Object.keys(m), m.default()));
