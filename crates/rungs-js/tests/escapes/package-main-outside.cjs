// refused: EACCES: permission denied
// A package of its own making, whose entry is not in it.
const [fs, os, path, { createRequire }] = [require("fs"), require("os"), require("path"), require("module")];
const home = fs.mkdtempSync(path.join(os.tmpdir(), "x-"));
const folder = path.join(home, "node_modules/mine");
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(folder + "/package.json", JSON.stringify({ name: "mine", main: path.relative(folder, process.env.OUTSIDE + "/secret.json") }));
createRequire(home + "/x.js")("mine");
