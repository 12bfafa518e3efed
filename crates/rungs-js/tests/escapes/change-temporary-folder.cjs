// refused: EACCES: permission denied
process.env.TMPDIR = process.env.OUTSIDE;
const [fs, os] = [require("fs"), require("os")];
fs.writeFileSync(os.tmpdir() + "/made-safely.txt", "x");
fs.writeFileSync(process.env.TMPDIR + "/made.txt", "x");
