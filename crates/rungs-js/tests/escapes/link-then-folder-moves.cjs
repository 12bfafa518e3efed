// refused: EACCES: permission denied
// Harmless where it is made, the link leads out once its folder has moved.
const [fs, os, path] = [require("fs"), require("os"), require("path")];
const root = fs.mkdtempSync(path.join(os.tmpdir(), "x-"));
fs.mkdirSync(root + "/a/b/c/d/e/f/g/h", { recursive: true });
const up = "../".repeat(path.relative("/", root).split("/").length + 1);
fs.mkdirSync(path.join(root, "a/b/c/d/e/f/g/h", up, process.env.OUTSIDE), { recursive: true });
fs.symlinkSync(up + process.env.OUTSIDE.slice(1), root + "/a/b/c/d/e/f/g/h/link");
fs.renameSync(root + "/a/b/c/d/e/f/g/h/link", root + "/link");
fs.readFileSync(root + "/link/secret.txt");
