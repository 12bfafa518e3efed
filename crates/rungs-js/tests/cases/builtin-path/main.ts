import path, { posix, win32 } from "node:path";
const t = ["", ".", "..", "/", "/a/b/c.txt", "a//b/../c/./d/", "../x", ".bashrc", "a.b.c", "/a/", "a/b/", "x.", "C:\\a\\b.txt", "c:d", "\\\\srv\\share\\x"];
for (const p of t) for (const m of [posix, win32]) console.log(JSON.stringify(p), m.normalize(p), m.dirname(p), m.basename(p), m.extname(p), m.isAbsolute(p), JSON.stringify(m.parse(p)), m.join("/q", p), m.format(m.parse(p)));
console.log(path.resolve("/a", "b", "../c"), path.relative("/a/b/c", "/a/d"), path.relative("/a", "/a"), path.resolve("/"), path.join(), path.basename("a.txt", ".txt"), path.sep, path.delimiter, win32.resolve("C:\\x", "..\\y"), win32.relative("C:\\a\\b", "c:\\a\\c"));
try { path.join(1 as any); } catch (e: any) { console.log(e.code, e.message); }
