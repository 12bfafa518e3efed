// refused: EACCES: permission denied
// The name of a package leads by a link to where it is not.
const [fs, os, path, { createRequire }] = [require("fs"), require("os"), require("path"), require("module")];
const home = fs.mkdtempSync(path.join(os.tmpdir(), "x-"));
fs.mkdirSync(home + "/node_modules");
fs.symlinkSync(process.env.OUTSIDE, home + "/node_modules/outside");
createRequire(home + "/x.js")("outside/secret.json");
