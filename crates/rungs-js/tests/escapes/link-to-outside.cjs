// refused: EACCES: permission denied, symlink
const [fs, os] = [require("fs"), require("os")];
fs.symlinkSync(process.env.OUTSIDE, os.tmpdir() + "/link");
