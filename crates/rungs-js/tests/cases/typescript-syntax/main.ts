import { readFileSync } from "fs";
import type { Foo } from "./types";
import { type Bar, used, Unused } from "./types";
const os = require("os");
const x: Unused = 1 as any;
console.log(__filename.endsWith("main.ts"), __dirname.endsWith("typescript-syntax"), typeof require, typeof module, typeof exports);
console.log(readFileSync(__filename, "utf8").length > 10, typeof os.EOL, used, require("./types").used, typeof require.resolve("./types"));
enum Color { Red, Green = "g", Blue = 5 }
const enum K { A = 1, B = A << 2 }
namespace N { export const inner = 1; export namespace M { export const deep = inner + 1; } }
abstract class P { constructor(private readonly a: string, public b = 2) {} get() { return this.a; } declare z: string; static #s = 3; static s() { return P.#s; } }
class Q extends P {}
const q = new Q("x");
console.log(Color.Red, Color[0], Color.Green, Color[5], K.B, N.M.deep, q.get(), q.b, P.s(), "z" in q);
const v = <any>"cast"; const s = { a: 1 } satisfies Foo; console.log(v!, s);
function over(a: string): string; function over(a: number): number; function over(a: any) { return a; }
console.log(over(1));
