import fs, { createReadStream } from "fs"; import readline from "readline"; import path from "path"; import { Readable, Writable, Transform, Duplex, PassThrough, pipeline, finished } from "stream"; import { pipeline as pipe, finished as done } from "stream/promises"; import { promisify, inherits } from "util"; import zlib from "zlib"; import os from "os"; import { EventEmitter } from "events";
const file = path.join(__dirname, "rows.csv");
async function main() {
  const rl = readline.createInterface({ input: createReadStream(file), crlfDelay: Infinity }); for await (const line of rl) console.log(JSON.stringify(line));
  const seen: string[] = []; const rl2 = readline.createInterface(createReadStream(file)); rl2.on("line", (l) => seen.push(l)); await new Promise((r) => rl2.on("close", r)); console.log(seen.length);
  const upper = new Transform({ transform(c, e, cb) { cb(null, String(c).toUpperCase()); }, flush(cb) { this.push("END"); cb(); } });
  let out = ""; await pipe(createReadStream(file, { encoding: "utf8", highWaterMark: 4 }), upper, new Writable({ decodeStrings: false, write(c, e, cb) { out += c; setImmediate(cb); } })); console.log(out);
  const rows: any[] = []; await pipe(Readable.from([{ a: 1 }, { a: 2 }]), async function* (source: any) { for await (const r of source) yield { b: r.a * 2 }; }, new Writable({ objectMode: true, write(r, e, cb) { rows.push(r); cb(); } })); console.log(rows);
  try { await pipe(Readable.from(["x"]), new Transform({ transform(c, e, cb) { cb(new Error("bad row")); } }), new PassThrough()); } catch (e: any) { console.log(e.message); }
  const r = new Readable({ read() {} }); r.push("a"); r.push("b"); r.push(null); r.on("data", (d) => console.log("data", d.toString())); await new Promise((x) => r.on("end", x)); console.log(r.readableEnded, r.destroyed);
  const w = new Writable({ highWaterMark: 2, write(c, e, cb) { setTimeout(cb, 1); } }); console.log(w.write("abc"), w.writableLength); await new Promise<void>((x) => w.once("drain", () => x())); w.end("z", () => console.log("ended cb")); await done(w); console.log(w.writableFinished);
  class Counter extends Readable { n = 0; constructor() { super({ objectMode: true }); } _read() { this.push(this.n < 3 ? this.n++ : null); } } console.log(await new Counter().toArray());
  function Old(this: any) { (Transform as any).call(this, { objectMode: true }); } inherits(Old, Transform); (Old as any).prototype._transform = function (c: any, e: any, cb: any) { this.push(c + 1); cb(); }; const old = new (Old as any)(); old.on("data", (d: number) => console.log("old", d)); old.write(1); old.end(2); await done(old);
  const d = new Duplex({ read() { this.push("r"); this.push(null); }, write(c, e, cb) { console.log("duplex got", String(c)); cb(); } }); d.end("w"); for await (const c of d) console.log(String(c));
  const r3 = Readable.from(["1", "2"]); r3.destroy(new Error("stop")); try { await done(r3); } catch (e: any) { console.log(e.message); }
  const bad = new Writable({ write(c, e, cb) { cb(new Error("write failed")); } }); bad.on("error", (e) => console.log("event", e.message)); bad.write("x", (e) => console.log("cb", e?.message)); await new Promise((x) => bad.on("close", x));
  console.log(zlib.gunzipSync(zlib.gzipSync("zipped")).toString(), r instanceof Readable, d instanceof Writable, d instanceof Readable, new PassThrough() instanceof EventEmitter);
}
main().catch((e) => console.log("failed", e.message));
