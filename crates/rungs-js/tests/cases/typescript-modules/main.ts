import type Fs = require("fs");
import { type A, type B as Bee, Level, Flags, make, Shape, Registry } from "./lib";
import * as lib from "./lib";
import json from "./data.json" with { type: "json" };
export type { A } from "./lib";
export type * from "./lib";
export { type Bee, make as build };
export import Inner = lib.Outer.Inner;
declare global { interface Window { x: number } }
declare module "somewhere" { export const y: number; }
declare const process: any;
abstract class Base<const T extends readonly string[]> { abstract run(): T; protected x!: number; [key: string]: unknown; static { console.log("static block"); } }
class Impl extends Base<["a"]> implements A { constructor(public a = 1, protected override x = 2, readonly c?: string) { super(); } override run() { return ["a"] as ["a"]; } get value(): number { return this.x; } set value(v) { this.x = v; } }
const generic = <T,>(v: T): T => v;
const sat = { l: Level.High } as const satisfies Record<string, Level>;
let definite!: string; definite = "set";
function assertIs(v: unknown): asserts v is string {}
const fnType: (this: void, ...args: any[]) => void = function (this: void, ...args) { console.log(args.length); };
fnType(1, 2); assertIs("x");
type Mapped<T> = { [K in keyof T as `get${Capitalize<string & K>}`]?: T[K] };
const i = new Impl(); i.value = 9;
console.log(i.a, i.value, i.run(), generic<string>("g"), sat, definite, Level[Level.High], Flags.All, Flags.None | Flags.A, make("n")?.name ?? "none", new Shape.Circle(2).area.toFixed(1), Inner.deep, json.k, lib.Outer.Inner.deep);
console.log(Registry.get("a")!.id, (Registry as Map<string, any>).size, [..."ab"].map((s): string => s), typeof (undefined as unknown as Bee));
label: for (const x of [1, 2]) { if (x === 1) continue label; console.log(x as number); }
export default async function* gen(): AsyncGenerator<number> { yield 1; }
(async () => { for await (const v of gen()) console.log("gen", v); const { default: self, build } = (await import("./main")) as any; console.log(self === gen, build === make, self.name); })();
try { throw new Error("e", { cause: "c" }); } catch (e: unknown) { console.log((e as Error).cause); }
