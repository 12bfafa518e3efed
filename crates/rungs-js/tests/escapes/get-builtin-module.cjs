// refused: EACCES: permission denied, open
const fs = (process.getBuiltinModule ?? require)("node:fs");
fs.readFileSync(process.env.OUTSIDE + "/secret.txt");
