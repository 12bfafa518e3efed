import fs from "fs"; import { readFile, mkdtemp, rm } from "node:fs/promises"; import path from "path"; import os from "os"; import { promisify } from "util"; import { pipeline } from "stream/promises"; import { createReadStream, createWriteStream } from "fs";
const at = (n: string) => path.join(dir, n); let dir = "";
async function main() {
  dir = await mkdtemp(path.join(os.tmpdir(), "case-"));
  fs.writeFileSync(at("a.txt"), "one\n"); fs.appendFileSync(at("a.txt"), Buffer.from("two\n")); console.log(fs.readFileSync(at("a.txt"), "utf8"), fs.readFileSync(at("a.txt")).length);
  fs.mkdirSync(at("x/y"), { recursive: true }); fs.writeFileSync(at("x/y/z.json"), "{}"); fs.copyFileSync(at("a.txt"), at("x/b.txt")); fs.renameSync(at("x/b.txt"), at("x/c.txt"));
  console.log(fs.readdirSync(dir), fs.readdirSync(dir, { withFileTypes: true }).map((d) => [d.name, d.isDirectory(), d.isFile()]), (fs.readdirSync(dir, { recursive: true }) as string[]).sort());
  const s = fs.statSync(at("a.txt")); console.log(s.size, s.isFile(), s.isDirectory(), s.mtime instanceof Date, typeof s.mtimeMs, fs.statSync(at("no"), { throwIfNoEntry: false }));
  for (const f of [() => fs.readFileSync(at("no")), () => fs.readdirSync(at("no")), () => fs.mkdirSync(at("x")), () => fs.accessSync(at("no")), () => fs.unlinkSync(at("no")), () => fs.rmdirSync(at("x")), () => fs.readFileSync(dir), () => fs.statSync(at("no")), () => fs.writeFileSync(at("a.txt"), "x", { flag: "wx" }), () => (fs as any).readFileSync(undefined)]) try { f(); console.log("no error"); } catch (e: any) { console.log(e.code, e.syscall, e.errno, String(e.message).replaceAll(dir, "DIR")); }
  console.log(fs.existsSync(at("a.txt")), fs.existsSync(at("no")), fs.existsSync(undefined as any), await readFile(at("a.txt"), { encoding: "utf8" }), await promisify(fs.readFile)(at("a.txt"), "utf8"));
  fs.readFile(at("no"), (e, d) => { console.log("callback", e?.code, d);
    fs.promises.readFile(at("no")).catch(async (e2) => { console.log("promise", e2.code);
      await pipeline(createReadStream(at("a.txt")), createWriteStream(at("copy"))); console.log("piped", fs.readFileSync(at("copy"), "utf8"));
      let text = ""; for await (const c of createReadStream(at("a.txt"), "utf8")) text += c; console.log(JSON.stringify(text));
      fs.symlinkSync("a.txt", at("link")); console.log(fs.readlinkSync(at("link")), fs.lstatSync(at("link")).isSymbolicLink(), fs.realpathSync(at("link")) === fs.realpathSync(at("a.txt")));
      const fd = fs.openSync(at("fd"), "w"); fs.writeSync(fd, "abc"); fs.closeSync(fd); const r = fs.openSync(at("fd"), "r"); const b = Buffer.alloc(2); console.log(fs.readSync(r, b, 0, 2, 1), b.toString()); fs.closeSync(r);
      await rm(dir, { recursive: true, force: true }); console.log(fs.existsSync(dir)); }); });
}
main();
