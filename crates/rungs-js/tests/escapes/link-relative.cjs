// refused: EACCES: permission denied
// A link that seems to stay inside leads out from where it is put.
const [fs, os, path] = [require("fs"), require("os"), require("path")];
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "x-"));
fs.symlinkSync(path.relative(folder, process.env.OUTSIDE), folder + "/link");
fs.readFileSync(folder + "/link/secret.txt");
