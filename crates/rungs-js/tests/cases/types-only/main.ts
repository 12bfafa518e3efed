// Types alone: what is left without them is the program, at the same places.
import type { Shape } from "./never";
import { Pair, value } from "./never";
import { type Row, type Rows, add, count, plain, object, version as said } from "./lib";
import * as never from "./never";
type Local = typeof value & typeof never
interface Named<T extends string = "x"> extends Row { tag: T }
const rows: Rows = [{ id: 1 }, { id: 2, name: "b" }]
type After = Local
;[1].forEach((n: number): void => console.log("n", n))
const pair: Pair<number> = [1, 2];
let later!: string; later = "later";
let undecided: string | undefined
const id = <T,>(v: T): T => v, named = id<Named<"t">>({ id: 1, tag: "t" });
const cast = (rows as unknown as { length: number }).length, sure = rows[1]!.name!.length, ok = { a: 1 } satisfies object as object;
function check(v: unknown, u?: unknown, w ?): v is string { return typeof v === "string"; }
function long(
  a: {
    b: number;
  }, // a comment
  c: (x: number) => void = () => {},
): asserts a is {
  b: 1;
} {}
long({ b: 1 });
console.log(pair, later, undecided, named, cast, sure, ok, check("x"), said, add(rows[0]!), add!(rows[0], 2), count);
console.log(plain!(1, 2), (plain as any)(1, 2), ((plain)!)(1, 2), object!.inner<string>("kept"), (object as any).inner("kept"));
const shape: Shape = { side: 2 }, { side }: Shape = shape, map = new Map<string, Array<Pair<number>>>();
let target: any = {}; (target as Record<string, number>).x = 1; target!.y = 2; (target.z as number)++; target!.z!--;
for (const row of rows as Row[]) { const { id: n }: Row = row; console.log(n as number) }
const tagged = (strings: TemplateStringsArray, ...values: unknown[]): string => strings.raw.join("|") + values.length;
const text = tagged<string>`a${1 as number}b`, maybe = target?.f?.<number>(1) as undefined;
const pick = side > 1 ? (x: number): number => x : (y: number): number => -y;
const sum = side as number
const next = 1
const answer = async <T>(x: T): Promise<T> => { try { return await x } catch (e: unknown) { throw e as Error } };
console.log(map.size, target, text, maybe, pick(3), sum + next, /a/.test("a" as string) as boolean);
answer(4).then((v: number) => { console.log(v);
  const deep = { b: undefined as any as { c: { d(): void } } };  (deep as typeof deep)!.b!.c.d<string>(); });
