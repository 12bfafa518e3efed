async function main() {
  const a = await import("./esm"); console.log(Object.keys(a), a.default, a.x);
  const b = await import("./cjs.cjs"); console.log(Object.keys(b).sort(), b.default);
  const c = await import("./data.json"); console.log(c.default);
  const d = await import("node:path"); console.log(typeof d.join, typeof d.default.join);
  try { await import("./nope"); } catch (e: any) { console.log(e.code); }
  try { require("./nope2"); } catch (e: any) { console.log(e.code, e.message.split("\n")[0]); }
}
main();
