// refused: EACCES: permission denied, symlink
const [fs, os] = [require("fs"), require("os")];
fs.mkdirSync(os.tmpdir() + "/node_modules");
fs.symlinkSync(process.env.OUTSIDE, os.tmpdir() + "/node_modules/evil");
fs.writeFileSync(os.tmpdir() + "/use.js", "require(\"evil/secret.json\")");
require(os.tmpdir() + "/use.js");
